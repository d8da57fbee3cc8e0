/** Unit tests that do not run on XS, by file: all of it, or the tests whose names contain a text. */
export const leftOut: Readonly<Record<string, readonly LeftOut[]>> = {
  "test/unit/bench/baselines.test.ts": [{ why: "tests the bench, which reads rigs from files" }],
  "test/unit/bench/draw.test.ts": [{ why: "tests the bench, which reads rigs from files" }],
  "test/unit/bench/foreign.test.ts": [{ why: "tests the bench, which reads documents from files" }],
  "test/unit/protocol/waiting.test.ts": [
    {
      why: "with the whole rig it has more names in one scope than the stack of the XS worker holds",
    },
  ],
  "test/unit/protocol/commands.test.ts": [
    {
      why: "with the whole rig it has more names in one scope than the stack of the XS worker holds",
    },
  ],
  "test/unit/rig.test.ts": [{ why: "reads package.json" }],
  "test/unit/hal/board-parameters.test.ts": [{ why: "reads manifest.json" }],
  "test/unit/hal/pin-map.test.ts": [{ why: "reads manifest.json" }],
  "test/unit/hal/esp32/tmc5160-mutants.test.ts": [{ why: "bundles mutants with esbuild" }],
  "test/unit/sim/traces.test.ts": [{ why: "reads the traces from their files" }],
  "test/unit/sim/cell/displacement-trace.test.ts": [
    { why: "fast-check's tables of all characters take XS minutes" },
  ],
  "test/unit/sim/simulated-rig.test.ts": [
    { why: "takes a minute; world.test.ts compares whole worlds" },
  ],
  "test/unit/sim/cell/cell.test.ts": [
    { why: "takes half a minute; world.test.ts compares whole worlds" },
  ],
  "test/unit/protocol/console.test.ts": [
    { test: "of a flood", why: "the test's own UART passes 1,200 arguments: too many for XS" },
  ],
  "test/unit/programme/read.test.ts": [
    { test: "mutated by the thousand", why: "counts what a thousand runs come to" },
  ],
};

interface LeftOut {
  readonly test?: string;
  readonly why: string;
}
