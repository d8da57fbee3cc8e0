import assert from "node:assert/strict";
import { scoreHolds } from "../../../../host/report/recording/holds.js";
import { filtered, pressures, type SideRows } from "../../../../host/report/recording/side-rows.js";
import type { LoadCell } from "../../../../src/settings/load-cell-drift.js";
import { near } from "../../../support/near.js";
import { settingsWith } from "../../../support/settings-with.js";

/** A side that holds 1000 kPa in `rows` rows; what is given differs. */
function side(rows: number, of: (i: number) => Partial<Record<keyof SideRows, number>>): SideRows {
  const column = (key: keyof SideRows, usual: number) =>
    Float64Array.from({ length: rows }, (_, i) => of(i)[key] ?? usual);
  return {
    measuredKPa: column("measuredKPa", 1000),
    measuredFrom: "",
    setKPa: column("setKPa", 1000),
    targetUm: column("targetUm", 0),
    positionUm: column("positionUm", 0),
    holding: Uint8Array.from({ length: rows }, (_, i) => of(i).holding ?? 1),
  };
}

const seconds = (rows: number) => Float64Array.from({ length: rows }, (_, i) => i);

/** A hold of 300 s behind a load of 500 um, with moves of so many um in some rows; the screw is there within its row. */
function loadedAndMoved(moves: Readonly<Record<number, number>>) {
  let sum = 0;
  const targetUm = Float64Array.from({ length: 300 }, (_, i) => {
    sum += i < 100 ? 5 : (moves[i] ?? 0);
    return sum;
  });
  const anode = { ...side(300, () => ({})), targetUm, positionUm: targetUm };
  return scoreHolds(seconds(300), { anode, cathode: side(300, () => ({})) }, 1);
}

describe("the score of a recording", () => {
  it("begins 60 s after both sides have been settled for 60 s, and is RMS, peak and mean of the error", () => {
    // Settled from row 0 on: 60 s at row 60, 60 s more at row 120, which is the first that counts.
    // From there the error is +3 and -1 in turn: mean 1, RMS sqrt((9 + 1) / 2).
    const anode = side(320, (i) => ({ measuredKPa: i < 120 ? 1005 : i % 2 === 0 ? 1003 : 999 }));
    const scored = scoreHolds(seconds(320), { anode, cathode: side(320, () => ({})) }, 1);
    assert.equal(scored.fromS, 120);
    assert.equal(scored.scoredS, 200);
    near(scored.anode?.measuredRmsKPa ?? 0, Math.sqrt(5), 1e-9);
    near(scored.anode?.measuredMeanKPa ?? 0, 1, 1e-9);
    assert.equal(scored.anode?.measuredPeakKPa, 3);
    assert.equal(scored.cathode?.measuredRmsKPa, 0);
  });

  it("waits again when one side leaves 1 % or 2 kPa before it has begun", () => {
    const cathode = side(320, (i) => ({ setKPa: 100, measuredKPa: i === 50 ? 102.1 : 100 }));
    const scored = scoreHolds(seconds(320), { anode: side(320, () => ({})), cathode }, 1);
    // 60 s from row 50 on are row 110, and 60 s more row 170.
    assert.equal(scored.fromS, 170);
  });

  it("counts reversals and travel of the commanded screw inside the hold alone", () => {
    // Loading moves 500 um; then +2, +3, -1, +1: two reversals, 7 um.
    const { anode } = loadedAndMoved({ 150: 2, 160: 3, 170: -1, 180: 1 });
    assert.equal(anode?.reversals, 2);
    near(anode?.travelUm ?? 0, 7, 1e-9);
    near(anode?.reversalsPerDay ?? 0, (2 * 86400) / 180, 1e-6);
  });

  it("counts the reversal of the first motion in the hold: the screw had pressed when it loaded", () => {
    const { anode } = loadedAndMoved({ 150: -6, 160: -1 });
    assert.equal(anode?.reversals, 1);
    near(anode?.travelUm ?? 0, 7, 1e-9);
  });

  it("scores each stretch of constant set points as a hold of its own", () => {
    const anode = side(600, (i) => {
      const setKPa = i < 300 ? 1000 : 1500;
      return { setKPa, measuredKPa: setKPa + (i < 300 ? 1 : 2) };
    });
    const scored = scoreHolds(seconds(600), { anode, cathode: side(600, () => ({})) }, 1);
    const holds = scored.holds.map((hold) => [
      hold.fromS,
      hold.anode?.setpointKPa,
      hold.anode?.measuredRmsKPa,
    ]);
    // The second begins at its row 0 = 300, is settled 60 s from there, and scored 60 s later.
    assert.deepEqual(holds, [
      [120, 1000, 1],
      [420, 1500, 2],
    ]);
  });

  it("scores a side alone when the other is not held, and none that never rests", () => {
    const off = side(300, () => ({ holding: 0, measuredKPa: 3, setKPa: 0 }));
    const alone = scoreHolds(seconds(300), { anode: side(300, () => ({})), cathode: off }, 1);
    assert.equal(alone.cathode, undefined);
    assert.equal(alone.anode?.measuredRmsKPa, 0);
    const ramping = side(300, (i) => ({ setKPa: 1000 + i, measuredKPa: 1000 + i }));
    const none = scoreHolds(seconds(300), { anode: ramping, cathode: off }, 1);
    assert.deepEqual([none.holds.length, none.scoredS, none.anode], [0, 0, undefined]);
  });

  it("gives time that nobody has seen no weight", () => {
    const times = Float64Array.from({ length: 300 }, (_, i) => (i < 200 ? i : i + 5000));
    const sides = { anode: side(300, () => ({})), cathode: side(300, () => ({})) };
    // 120 to 299 without the gap's own step.
    assert.equal(scoreHolds(times, sides, 1).scoredS, 179);
  });
});

describe("the scorer's filter on raw counts", () => {
  /** 100 codes a newton on 1000 mm2, where a newton is a kilopascal. */
  const calibrationWith = (change: Partial<LoadCell>) => ({
    loadCell: { ...settingsWith().anode.loadCell, countsPerNewton: 100, ...change },
    areaMm2: 1000,
  });

  it("is a median of three and a low-pass of 0.5 s over the calibration", () => {
    const calibration = calibrationWith({ countsPerNewton: -100, tare: 50 });
    // One spike of one conversion, then a step to 2 N = 2 kPa on 1000 mm2.
    const counts = Float64Array.from([50, 50, 9999, 50, -150, -150, -150]);
    const times = Float64Array.from(counts, (_, i) => i / 10);
    const values = filtered(pressures(counts, calibration), times);
    // The median takes the spike away; the step passes it one row late, and each row takes 0.1 / 0.6 of what is left.
    const expected = [0, 0, 0, 0, 0, 2 / 6, 2 / 6 + (2 - 2 / 6) / 6];
    for (const [i, value] of expected.entries()) near(values[i] ?? Number.NaN, value, 1e-12);
  });

  it("begins anew behind a row without a value", () => {
    const counts = Float64Array.from([0, Number.NaN, 100]);
    const values = filtered(pressures(counts, calibrationWith({})), Float64Array.from([0, 1, 2]));
    assert.deepEqual([...values], [0, Number.NaN, 1]);
  });

  it("stands on the temperature that the rows have: the last one where none is valid, none before the first", () => {
    // 0.001 / K x 500 N x 100 codes are 50 codes a kelvin; a kelvin makes a newton 100 x 1.01 codes.
    const calibration = calibrationWith({ zeroDrift: 0.001, spanDrift: 0.01 });
    const counts = Float64Array.from([100, 100 + 202, 100 + 202, 500, 500 + 220]);
    const degC = Float64Array.from([Number.NaN, 32, Number.NaN, 85, 40]);
    // 85 degC are believed as far as 10 K above the calibration go, 500 codes.
    const expected = [1, 2.02 / 1.02, 2.02 / 1.02, 0, 2];
    const values = pressures(counts, calibration, degC);
    for (const [i, value] of expected.entries()) near(values[i] ?? Number.NaN, value, 1e-12);
  });
});
