import { type Import, importsOf, targetOf } from "./imports.js";
import {
  bundle,
  commissioning,
  contracts,
  cosim,
  documents,
  page,
  pageBench,
  programme,
  roots,
  sdk,
  settings,
} from "./layer-groups.js";
import type { ProjectFile } from "./project-files.js";

/**
 * Who may import whom (docs/overview.md, Layout): the first row whose left side fits a file is its rule. `*` stands for a
 * name, `**` for a whole path; `!` takes away again; `type` allows what the compiler erases. A folder without a
 * row may not exist.
 */
export const layers: readonly (readonly [file: string, mayImport: readonly string[]])[] = [
  ["hal/units.ts", []],
  ["hal/conversion.ts", []],
  ["hal/board-desktop.ts", [...contracts, ...sdk, "hal/desktop/*.ts", "sim/simulated-board.ts"]],
  ["hal/board-esp32.ts", [...contracts, ...sdk, "hal/esp32/*.ts"]],
  // Stand-ins for SDK modules that a command-line build does not have.
  ["hal/cli/*.ts", []],
  ["hal/desktop/*.ts", [...contracts, ...sdk, "hal/desktop/*.ts"]],
  ["hal/esp32/*.ts", [...contracts, ...sdk, "hal/esp32/*.ts"]],
  ["hal/*.ts", contracts],

  ["src/main.ts", ["hal/board", "src/device.ts"]],
  ["src/device.ts", [...contracts, "src/*.ts", "!src/main.ts"]],
  ["src/maths/*.ts", ["src/maths/*.ts"]],
  ["src/document/*.ts", documents],
  ["src/settings/*.ts", settings],
  ["src/store/*.ts", [...contracts, ...settings, "src/store/*.ts"]],
  ["src/sensing/*.ts", [...contracts, ...settings, "src/sensing/*.ts"]],
  ["src/control/*.ts", [...contracts, ...settings, "src/control/*.ts", "src/sensing/*.ts"]],
  // The guard is apart from the controller: it looks at a side, and no side knows it.
  [
    "src/guard/*.ts",
    [
      ...contracts,
      ...settings,
      "src/faults.ts",
      "src/mode.ts",
      "src/phase.ts",
      "src/guard/*.ts",
      "src/pair/*.ts",
      "src/watch/*.ts",
      "type src/control/*.ts",
      "type src/sensing/*.ts",
      "type src/side.ts",
    ],
  ],
  // What the two sides of one cell have to do with each other.
  [
    "src/pair/*.ts",
    [...settings, "src/mode.ts", "src/phase.ts", "src/pair/*.ts", "type src/side.ts"],
  ],
  // The procedure that measures the rig: it moves sides, and knows the rig only to put in force what it found.
  [
    "src/identify/*.ts",
    [
      ...contracts,
      ...settings,
      "src/mode.ts",
      "src/phase.ts",
      "src/control/*.ts",
      "src/maths/*.ts",
      "src/pair/*.ts",
      "src/programme/limits.ts",
      "src/store/*.ts",
      "src/identify/*.ts",
      "type src/faults.ts",
      "type src/rig.ts",
      "type src/side.ts",
    ],
  ],
  // What the cell is expected to ask of the screws, from what the host tells; moves nothing itself.
  [
    "src/feed/*.ts",
    ["src/mode.ts", "src/phase.ts", "src/feed/*.ts", "src/watch/*.ts", "type src/*.ts"],
  ],
  // What watches the cell itself; no side and no screw.
  ["src/watch/*.ts", ["type src/faults.ts", "type src/sensing/*.ts", "src/watch/*.ts"]],
  ["src/programme/*.ts", [...programme, "type src/side.ts"]],
  // Each kind of step in a file of its own.
  ["src/programme/steps/*.ts", [...programme, "type src/side.ts"]],
  [
    "src/telemetry/*.ts",
    [
      ...contracts,
      "src/maths/*.ts",
      "src/faults.ts",
      "src/mode.ts",
      "src/phase.ts",
      "src/guard/fault-log.ts",
      "src/telemetry/*.ts",
      "type src/rig.ts",
    ],
  ],
  [
    "src/protocol/*.ts",
    [
      ...contracts,
      ...settings,
      "src/faults.ts",
      "src/mode.ts",
      "src/order.ts",
      "src/quiet-window.ts",
      "src/jog.ts",
      "src/pressure-history.ts",
      "src/feed/*.ts",
      "src/readiness.ts",
      "src/restrictions.ts",
      "src/phase.ts",
      "src/resume.ts",
      "src/self-test.ts",
      "src/version.ts",
      "src/guard/fault-log.ts",
      "src/programme/*.ts",
      "src/store/power-on-flags.ts",
      "src/telemetry/*.ts",
      "src/protocol/*.ts",
      "type src/identify/*.ts",
      "type src/rig.ts",
      "type src/side.ts",
    ],
  ],
  [
    "src/side.ts",
    [
      ...contracts,
      ...settings,
      "src/*.ts",
      "src/control/*.ts",
      "src/sensing/*.ts",
      "!src/rig.ts",
      ...roots,
    ],
  ],
  ["src/*.ts", [...contracts, "src/**", ...roots]],

  // The world alone brings the firmware's rig and its plant together; the scorer looks at both and touches neither.
  ["sim/world.ts", [...contracts, "src/**", "sim/**", ...roots]],
  ["sim/scorer.ts", [...contracts, "src/maths/*.ts", "type src/**", "sim/**", "!sim/world.ts"]],
  // What a calibration says of a code is of the settings, not of the controller that is judged.
  [
    "sim/side-scorer.ts",
    [
      ...contracts,
      "src/maths/*.ts",
      "src/settings/load-cell-drift.ts",
      "type src/**",
      "sim/**",
      "!sim/world.ts",
    ],
  ],
  ["sim/cell/*.ts", [...documents, "sim/cell/*.ts", "sim/prng.ts", "type sim/scenarios/*.ts"]],
  ["sim/mechanics/*.ts", [...documents, "sim/mechanics/*.ts", "sim/prng.ts", "type sim/rigs/*.ts"]],
  [
    "sim/sensors/*.ts",
    [
      ...contracts,
      ...documents,
      "sim/sensors/*.ts",
      "sim/prng.ts",
      "type sim/rigs/*.ts",
      "type src/settings/table.ts",
    ],
  ],
  [
    "sim/buses/*.ts",
    [
      ...contracts,
      "sim/buses/*.ts",
      "sim/chips/violations.ts",
      "type hal/esp32/io*.ts",
      "type sim/**",
    ],
  ],
  // Chips know no driver: what both agree on is the data sheet.
  [
    "sim/chips/*.ts",
    [...contracts, "src/maths/*.ts", "sim/chips/*.ts", "sim/devices/*.ts", "type sim/**"],
  ],
  // A screw at contract level counts in the chip's units, as its driver does.
  [
    "sim/devices/*.ts",
    [...contracts, "hal/esp32/tmc5160-units.ts", "sim/devices/*.ts", "type sim/**"],
  ],
  // The emulated board is the place where drivers and chips meet.
  [
    "sim/emulated-board.ts",
    [...contracts, "hal/esp32/rig-parts.ts", "type hal/esp32/*.ts", "sim/**", "!sim/world.ts"],
  ],
  ["sim/rigs/*.ts", [...documents, "sim/rigs/*.ts"]],
  ["sim/scenarios/*.ts", [...documents, "sim/scenarios/*.ts", "sim/faults/table.ts"]],
  // Faults reach everything that is simulated, and nothing of the firmware.
  ["sim/faults/table.ts", []],
  [
    "sim/faults/*.ts",
    [...contracts, ...documents, "type src/settings/table.ts", "sim/**", "!sim/world.ts"],
  ],
  ["sim/programmes/*.ts", []],
  ["sim/traces/*.ts", []],
  [
    "sim/*.ts",
    [...contracts, ...documents, "type src/settings/table.ts", "sim/**", "!sim/world.ts"],
  ],

  // The page runs in a browser: no Node, no firmware, and of the report only its types.
  ["host/report/page/*.ts", ["uplot", "host/report/page/*.ts", "type host/report/*.ts"]],
  // Commissioning is the same on a terminal and in the page: no Node.
  ["host/commissioning/**", commissioning],
  // Starts the firmware as a board does, on a plant of another process.
  ["host/cosim/*.ts", cosim],
  [
    "host/**",
    [
      "node:*",
      "@resvg/resvg-wasm",
      "esbuild",
      "fzstd",
      "hyparquet",
      "hyparquet-writer",
      "serialport",
      "uplot",
      "valibot",
      "ws",
      ...settings,
      "hal/esp32/board-parameters.ts",
      "hal/esp32/config-value.ts",
      "hal/esp32/pin-map.ts",
      "src/pair/wall.ts",
      "src/programme/*.ts",
      "src/protocol/*.ts",
      "src/telemetry/*.ts",
      "src/faults.ts",
      "src/restrictions.ts",
      "src/resume.ts",
      "src/self-test.ts",
      "src/store/crc32.ts",
      "src/version.ts",
      "type src/**",
      "sim/**",
      "host/**",
    ],
  ],
  // Puts the page together, on Node.
  ["web/vite.config.ts", [...bundle, "vite-plugin-singlefile"]],
  ["web/bundle/*.ts", bundle],
  ["web/**", page],
  // The rig is weighed on XS by the tests' own harness.
  ["bench/page/*.ts", pageBench],
  ["bench/page.ts", [...pageBench, "test/web/open-page.ts", "web/bundle/page-html.ts"]],
  ["bench/align.ts", ["host/align/*.ts", "sim/prng.ts", "test/support/voltage-trace.ts"]],
  [
    "bench/**",
    ["node:*", "hal/**", "src/**", "sim/**", "host/**", "bench/**", "test/xs/*.ts", ...roots],
  ],
  ["test/**", ["**"]],
  ["types/*.d.ts", ["**"]],
];

/** The rule of a file: what it may import, or undefined when no row covers it. */
export function ruleOf(path: string): readonly string[] | undefined {
  return layers.find(([file]) => fits(file, path))?.[1];
}

/** The imports of a file that its rule forbids, one sentence each; a missing rule is one, too. */
export function layerProblems(file: ProjectFile): string[] {
  const rule = ruleOf(file.path);
  if (rule === undefined) return [`${file.path}: no row of test/tidy/layers.ts covers this file`];
  return importsOf(file)
    .filter((one) => !allowed(rule, targetOf(file.path, one.specifier) ?? one.specifier, one))
    .map(({ specifier, line }) => `${file.path}:${line} may not import "${specifier}"`);
}

function allowed(rule: readonly string[], target: string, { typeOnly }: Import): boolean {
  if (rule.some((entry) => entry.startsWith("!") && fits(entry.slice(1), target))) return false;
  return rule.some((entry) => {
    if (entry.startsWith("type ")) return typeOnly && fits(entry.slice(5), target);
    return fits(entry, target);
  });
}

/** Does a pattern fit a path as a whole? */
export function fits(pattern: string, path: string): boolean {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) =>
      part === "**" ? ".*" : part === "*" ? "[^/]*" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"),
    )
    .join("");
  return new RegExp(`^${source}$`).test(path);
}
