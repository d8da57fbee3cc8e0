import assert from "node:assert/strict";
import { readBoardParameters } from "../../hal/esp32/board-parameters.js";
import { readPinMap } from "../../hal/esp32/pin-map.js";
import { manifestConfig } from "../../host/docs/pages.js";
import { pinNumberProblems } from "./pin-numbers.js";
import { filesUnder } from "./project-files.js";

const files = filesUnder(["hal", "src"], [".ts"]);
const problems = (text: string) => pinNumberProblems({ path: "hal/planted.ts", text });

describe("pins", () => {
  it("are in the manifest, which the firmware will take", () => {
    assert.doesNotThrow(() => readPinMap(manifestConfig()));
    assert.doesNotThrow(() => readBoardParameters(manifestConfig()));
  });

  it("are in no file of the firmware", () => {
    assert.ok(files.length >= 60, `${files.length} files`);
    assert.deepEqual(files.flatMap(pinNumberProblems), []);
  });
});

describe("the check of pin numbers", () => {
  it("finds a pin however it is written", () => {
    for (const text of [
      "new Digital({ pin: 27, mode: Digital.Output });",
      "const bus = { data: 21, clock: 22 as const };",
      'const bus = { "data": 21, "clock": (22) };',
      "const selectPin = 25;",
      "class A { readonly pin = 4; }",
      "function f(transmitPin = 17) { return transmitPin; }",
    ]) {
      assert.ok(problems(text).length > 0, text);
    }
    assert.equal(problems("const bus = { data: 21, clock: 22 };").length, 2);
  });

  it("leaves alone pins that come from the map, and numbers that are no pins", () => {
    for (const text of [
      "new Digital({ pin: pins.motorDisable });",
      "const rate = { hz: 400000, port: 1 };",
      "interface Spi { in: number; out: number }",
      "const input = 3;",
      "class Shadow { data = 0; }",
    ]) {
      assert.deepEqual(problems(text), [], text);
    }
  });
});
