// Groups of modules that the rows of layers.ts speak of.

/** Contracts and units, but not the boards, which are built on top of everything. */
export const contracts = ["hal/*.ts", "!hal/board-desktop.ts", "!hal/board-esp32.ts"] as const;
/** Modules of the Moddable SDK. */
export const sdk = [
  "embedded:**",
  "mc/*",
  "modules",
  "preference",
  "resetReason",
  "time",
  "timer",
] as const;
export const documents = ["hal/units.ts", "src/document/*.ts", "src/maths/*.ts"] as const;
export const settings = [...documents, "src/settings/*.ts"] as const;
export const programme = [
  ...settings,
  "src/mode.ts",
  "src/phase.ts",
  "src/pair/*.ts",
  "src/programme/*.ts",
  "src/programme/steps/*.ts",
] as const;
export const roots = ["!src/main.ts", "!src/device.ts"] as const;
