import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type PinKey,
  pinLines,
  pinProblems,
  readPinMap,
  sparePins,
} from "../../../hal/esp32/pin-map.js";
import { configWith, configWithout } from "../../support/config-change.js";

/** What the map says when one line has another pin. */
const saysOf = (key: PinKey, pin: unknown) => pinProblems(configWith({ [`pins.${key}`]: pin }));

const outputs = pinLines.filter(({ use }) => use !== "input" && use !== "pulledInput");

describe("the pin map", () => {
  it("gives the pins of the manifest by their names", () => {
    const map = readPinMap(configWith({ "pins.motorDisable": 4, "pins.i2c.cathode.data": 27 }));
    assert.equal(map.motorDisable, 4);
    assert.equal(map.i2c.cathode.data, 27);
  });

  it("names each line that has no pin", () => {
    for (const { key } of pinLines) {
      const problems = pinProblems(configWithout(`pins.${key}`));
      assert.deepEqual(problems, [`config.pins.${key}: nothing is not the number of a pin`]);
    }
  });

  it("names every line when there are no pins at all, whatever stands in their place", () => {
    for (const config of [undefined, null, 3, [], {}, { pins: null }, { pins: 5 }]) {
      const problems = pinProblems(config);
      for (const { key } of pinLines) {
        assert.ok(
          problems.some((one) => one.startsWith(`config.pins.${key}: `)),
          key,
        );
      }
    }
  });

  it("takes nothing but numbers for pins", () => {
    for (const pin of ["17", null, true, [17], { pin: 17 }]) {
      assert.match(saysOf("quiet", pin).join(), /^config\.pins\.quiet/);
    }
    for (const pin of [-1, 4.5, 40, Number.NaN, 20, 24, 28, 31, 37, 38]) {
      assert.deepEqual(saysOf("quiet", pin), [
        `config.pins.quiet: ${pin} is not a GPIO of the module`,
      ]);
    }
  });

  it("keeps every line off flash, UART 0 and strapping pins", () => {
    for (const { key } of pinLines) {
      for (const pin of [6, 7, 8, 9, 10, 11]) assert.match(saysOf(key, pin).join(), /the flash/);
      for (const pin of [1, 3]) assert.match(saysOf(key, pin).join(), /UART 0/);
      for (const pin of [0, 2, 5, 12, 15]) {
        const problems = saysOf(key, pin);
        assert.equal(problems.length, 1);
        assert.match(problems.join(), new RegExp(`^config\\.pins\\.${key}: ${pin} is a strapping`));
      }
    }
  });

  it("drives no pin that is input only", () => {
    for (const { key } of outputs) {
      for (const pin of [35, 36, 39]) {
        assert.deepEqual(saysOf(key, pin), [
          `config.pins.${key}: ${pin} is input only, and this line is driven`,
        ]);
      }
    }
  });

  it("wants a pull-up inside for the E-stop, and takes an input-only pin for other inputs", () => {
    assert.match(saysOf("estop", 35).join(), /^config\.pins\.estop: 35 .* no pull-up/);
    assert.deepEqual(saysOf("quiet", 35), []);
    assert.deepEqual(saysOf("uart.receive", 39), []);
    assert.deepEqual(saysOf("estop", 4), []);
  });

  it("has one line to a pin, and names both", () => {
    assert.deepEqual(pinProblems(configWith({ "pins.quiet": 4, "pins.cyclerOpen": 4 })), [
      "config.pins.cyclerOpen: 4 is also config.pins.quiet",
    ]);
  });

  it("knows that a WROVER has no 16 and 17, and which map fits one", () => {
    const wrover = { "board.module": "wrover" };
    assert.deepEqual(pinProblems(configWith(wrover)), [
      "config.pins.uart.transmit: 17 belongs to the PSRAM of a WROVER",
      "config.pins.uart.receive: 16 belongs to the PSRAM of a WROVER",
    ]);
    // The map that docs/hardware.md gives for a WROVER.
    const fitting = { ...wrover, "pins.uart.transmit": 4, "pins.uart.receive": 35 };
    assert.deepEqual(pinProblems(configWith(fitting)), []);
    assert.deepEqual(pinProblems(configWith({ "board.module": "s3" })), [
      'config.board.module: "s3" is not one of wroom, wrover',
    ]);
  });

  it("refuses a key that nobody reads: it is a misspelt one", () => {
    assert.deepEqual(pinProblems(configWith({ "pins.eStop": 4 })), [
      "config.pins.eStop: there is no such key",
    ]);
    const [stranger, missing] = pinProblems(configWith({ "pins.spi": 18 }));
    assert.equal(stranger, "config.pins.spi: there is no such key");
    assert.equal(missing, "config.pins.spi.clock: nothing is not the number of a pin");
  });

  it("takes a pin for an insulation monitor, and does without", () => {
    assert.equal(readPinMap(configWith({})).insulated, undefined);
    const config = configWith({ "pins.insulated": 4 });
    assert.equal(readPinMap(config).insulated, 4);
    assert.ok(!sparePins(config).some(({ pin }) => pin === 4));
    const says = (pin: unknown) => pinProblems(configWith({ "pins.insulated": pin })).join();
    assert.match(says(35), /^config\.pins\.insulated: 35 .* no pull-up/);
    assert.match(says(14), /^config\.pins\.insulated: 14 is also config\.pins\.estop/);
    assert.match(says(null), /^config\.pins\.insulated: null is not the number of a pin/);
  });

  it("throws with all that is wrong, or not at all", () => {
    const broken = configWith({ "pins.estop": 34, "pins.spi.clock": 6 });
    assert.throws(() => readPinMap(broken), /spi\.clock: 6 belongs.*\n.*estop: 34 is input only/);
  });

  it("takes any map of different pins that can do what they must, and no other", () => {
    const free = [4, 13, 14, 16, 17, 18, 19, 21, 22, 23, 25, 26, 27, 32, 33];
    const inputs = [34, 35, 36, 39];
    const pins = fc.shuffledSubarray([...free, ...inputs], { minLength: 15, maxLength: 15 });
    fc.assert(
      fc.property(pins, (chosen) => {
        const changes = Object.fromEntries(
          pinLines.map(({ key }, i) => [`pins.${key}`, chosen[i]]),
        );
        const fits = pinLines.every(({ use }, i) => use === "input" || (chosen[i] as number) < 34);
        assert.equal(pinProblems(configWith(changes)).length === 0, fits);
      }),
    );
  });

  it("finds whatever number is put on a line, unless it is a free pin that fits", () => {
    fc.assert(
      fc.property(fc.constantFrom(...pinLines), fc.integer({ min: -5, max: 50 }), (line, pin) => {
        const config = configWith({ [`pins.${line.key}`]: pin });
        const before = readPinMap(configWith({}));
        const own = line.key.split(".").reduce<unknown>((at, part) => {
          return (at as Record<string, unknown>)[part];
        }, before);
        const spare = sparePins(configWith({})).find((one) => one.pin === pin);
        const fits =
          pin === own || (spare !== undefined && (line.use === "input" || !spare.inputOnly));
        assert.equal(pinProblems(config).length === 0, fits);
      }),
    );
  });

  it("tells which pins are left", () => {
    // Of the 19 usable pins of a WROOM, 15 lines leave 4.
    assert.equal(sparePins(configWith({})).length, 4);
    assert.ok(!sparePins(configWith({ "pins.quiet": 4 })).some(({ pin }) => pin === 4));
    assert.ok(sparePins(configWith({ "pins.quiet": 4 })).some(({ pin }) => pin === 34));
    assert.equal(sparePins(configWith({ "board.module": "wrover" })).length, 4);
  });
});
