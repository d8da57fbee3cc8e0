import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type BoardField,
  boardFields,
  boardProblems,
  readBoardParameters,
} from "../../../hal/esp32/board-parameters.js";
import { leavesBelow } from "../../../hal/esp32/config-value.js";
import { configWith, configWithout } from "../../support/config-change.js";

const fields = boardFields as readonly BoardField[];
const saysOf = (key: string, value: unknown) =>
  boardProblems(configWith({ [`board.${key}`]: value }));

describe("the board's parameters", () => {
  it("are those of the manifest", () => {
    const board = readBoardParameters(configWith({ "board.spi.hz": 2000000 }));
    assert.equal(board.spi.hz, 2000000);
    assert.equal(board.loadCellAdc.address, 0x2a);
    assert.equal(board.cellVoltage.address, 0x48);
    assert.equal(board.thermometer.address, 0x49);
    assert.equal(board.spi.mode, 3);
  });

  it("are all in the manifest, and nothing else is", () => {
    assert.deepEqual(
      leavesBelow(configWith({}), "board").sort(),
      fields.map(({ key }) => `board.${key}`).sort(),
    );
  });

  it("name what is missing", () => {
    for (const { key } of fields) {
      const [problem, ...more] = boardProblems(configWithout(`board.${key}`));
      assert.match(problem ?? "", new RegExp(`^config\\.board\\.${key}: nothing is not`));
      assert.deepEqual(more, []);
    }
    assert.equal(boardProblems({}).length, fields.length);
  });

  it("refuse a key that nobody reads", () => {
    assert.deepEqual(saysOf("motors.runA", 1), ["config.board.motors.runA: there is no such key"]);
  });

  it("take each end of a range and nothing beyond it", () => {
    for (const { key, of, min, max } of fields) {
      if (of !== undefined || min === undefined || max === undefined) continue;
      const own = (value: number) =>
        saysOf(key, value).filter((one) => one.includes("is not a number from"));
      assert.deepEqual([...own(min), ...own(max)], []);
      assert.equal(own(min - 0.001).length, 1, key);
      assert.equal(own(max + 0.001).length, 1, key);
      assert.equal(saysOf(key, Number.NaN).length, 1, key);
      assert.equal(saysOf(key, `${min}`).length, 1, key);
    }
  });

  it("take each of a few values and no other", () => {
    for (const { key, of } of fields) {
      if (of === undefined) continue;
      for (const value of of) {
        assert.ok(!saysOf(key, value).some((one) => one.includes("is not one of")), key);
      }
      for (const value of [-1, 0.5, "", null, [of[0]]]) {
        assert.equal(saysOf(key, value).length, 1, key);
      }
    }
  });

  it("take whole numbers where there are no others", () => {
    assert.deepEqual(saysOf("i2c.hz", 100000.5), [
      "config.board.i2c.hz: 100000.5 is not a whole number",
    ]);
    assert.deepEqual(saysOf("motors.anode.runA", 0.75), []);
  });

  it("give each bus a controller of its own", () => {
    assert.deepEqual(saysOf("i2c.cathode.port", 0), [
      "config.board.i2c.cathode.port: 0 is also the anode's",
    ]);
  });

  it("keep two parts of one bus apart, and let the same address stand on two", () => {
    assert.deepEqual(saysOf("thermometer.address", 72), [
      "config.board.thermometer.address: 72 is also the ADS1115's",
    ]);
    for (const key of ["cellVoltage", "thermometer"]) {
      assert.deepEqual(saysOf(`${key}.address`, 42), [
        `config.board.${key}.address: 42 is also the NAU7802's`,
      ]);
    }
    const apart = { "board.thermometer.address": 72, "board.thermometer.bus": "anode" };
    assert.deepEqual(boardProblems(configWith(apart)), []);
  });

  it("hold a motor with no more than it runs with", () => {
    assert.deepEqual(saysOf("motors.cathode.holdA", 0.6), [
      "config.board.motors.cathode.holdA: 0.6 is more than runA, 0.5",
    ]);
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 3, noNaN: true }), (amperes) => {
        const both = { "board.motors.anode.runA": amperes, "board.motors.anode.holdA": amperes };
        assert.deepEqual(boardProblems(configWith(both)), []);
      }),
    );
  });

  it("throw with all that is wrong", () => {
    const broken = configWith({ "board.uart.port": 0, "board.spi.mode": 0 });
    assert.throws(() => readBoardParameters(broken), /uart\.port: 0 .*\n.*spi\.mode: 0 is not one/);
  });
});
