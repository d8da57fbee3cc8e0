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
/**
 * The firmware's own readers and tables, so that the page cannot have others; no rig but in the simulated world. Figures are
 * drawn and saved as the report's are.
 */
export const page = [
  "uplot",
  ...settings,
  "src/faults.ts",
  "src/programme/*.ts",
  "src/protocol/*.ts",
  "src/telemetry/*.ts",
  "host/commissioning/**",
  "host/documents/field-text.ts",
  "host/documents/override.ts",
  "host/documents/settings-diff.ts",
  "host/documents/settings-json.ts",
  "host/rig-data/pushed-line.ts",
  "host/rig-data/rig-stream.ts",
  "host/rig-data/sequencer.ts",
  "host/report/page/*.ts",
  "host/report/page/*.css",
  "type host/report/*.ts",
  "sim/**",
  "web/**",
  "!web/vite.config.ts",
  "!web/bundle/*.ts",
] as const;
/** Puts the page together, on Node. */
export const bundle = [
  "node:*",
  "vite",
  "web/vite.config.ts",
  "web/bundle/*.ts",
  "web/view/strings.ts",
] as const;
/** The page is measured in a browser that the tests open. */
export const pageBench = [
  "node:*",
  "ws",
  "type playwright-core",
  "src/telemetry/*.ts",
  "web/data/*.ts",
  "bench/page/*.ts",
] as const;
export const commissioning = [
  "@noble/hashes/*",
  "valibot",
  ...documents,
  "src/settings/load-cell-drift.ts",
  "src/settings/table.ts",
  "sim/**",
  "host/rig-data/pushed-line.ts",
  "host/report/page/*.ts",
  "host/report/print-palette.ts",
  "host/report/recording/holds.ts",
  "host/report/recording/side-rows.ts",
  "type host/report/report-data.ts",
  "host/commissioning/**",
] as const;
export const cosim = [
  ...contracts,
  ...documents,
  "src/device.ts",
  "src/guard/fault-log.ts",
  "type src/**",
  "sim/devices/*.ts",
  "host/command/*.ts",
  "host/documents/*.ts",
  "host/cosim/*.ts",
] as const;
