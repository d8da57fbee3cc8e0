const desktop = ["lin", "mac", "win"] as const;
const device = ["esp32"] as const;

/** A manifest of the Moddable SDK and which modules it brings on which platforms; on the others it brings none. */
interface Brings {
  readonly modules: readonly string[];
  readonly on: readonly string[];
}

/** What the manifests that ours includes bring, as they stand in the SDK 8.2.3. */
const sdk: Readonly<Record<string, readonly Brings[]>> = {
  // By way of build/devices/esp32 and build/simulators; mc/config comes of the `config` of the manifest itself.
  "$(MODDABLE)/examples/manifest_base.json": [
    { modules: ["mc/config", "time", "timer"], on: [...device, ...desktop] },
    { modules: ["preference"], on: device },
  ],
  "$(MODDABLE)/modules/base/microseconds/manifest.json": [
    { modules: ["microseconds"], on: device },
  ],
  "$(MODDABLE)/build/devices/esp32/modules/resetReason/manifest.json": [
    { modules: ["resetReason"], on: device },
  ],
  "$(MODULES)/base/modules/manifest.json": [
    {
      modules: ["modules"],
      on: [...device, ...desktop, "x-cli-lin", "x-cli-mac", "x-cli-win"],
    },
  ],
  "$(MODULES)/files/preference/manifest.json": [
    { modules: ["preference"], on: [...device, ...desktop] },
  ],
  "$(IO)/digital/manifest.json": [
    { modules: ["embedded:io/digital", "embedded:io/digitalbank"], on: device },
  ],
  "$(IO)/i2c/manifest.json": [{ modules: ["embedded:io/i2c", "embedded:io/smbus"], on: device }],
  "$(IO)/pulsewidth/manifest.json": [{ modules: ["embedded:io/pulsewidth"], on: device }],
  "$(IO)/pwm/manifest.json": [{ modules: ["embedded:io/pwm"], on: device }],
  "$(IO)/serial/manifest.json": [
    { modules: ["embedded:io/serial"], on: [...device, "lin", "mac", "win"] },
  ],
  "$(IO)/spi/manifest.json": [{ modules: ["embedded:io/spi"], on: device }],
  "$(IO)/storage/manifest.json": [
    { modules: ["embedded:storage/key-value"], on: [...device, "mac"] },
  ],
};

/** Is it stated here what this manifest brings? */
export function isOfSdk(include: string): boolean {
  return Object.hasOwn(sdk, include);
}

/** Modules that an included manifest brings on a platform. */
export function modulesOfSdk(include: string, platform: string): readonly string[] {
  return (sdk[include] ?? [])
    .filter(({ on }) => on.includes(platform))
    .flatMap((one) => one.modules);
}
