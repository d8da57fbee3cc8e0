// Modules of the Moddable SDK 8.2 that the npm typings (5.6.0) do not have, declared as narrowly as they are used.
// An SDK build finds its own declarations under the same names and does not see this file.

declare module "embedded:storage/key-value" {
  interface Domain {
    read(key: string): ArrayBuffer | undefined;
    write(key: string, value: ArrayBuffer): void;
    close(): void;
  }
  const storage: { open(options: { path: string; format: "buffer" }): Domain };
  export default storage;
}
