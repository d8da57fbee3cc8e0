import assert from "node:assert/strict";
import { makeVoltageReading } from "../../../hal/cell-voltage.js";
import { makeAdcReading } from "../../../hal/load-cell-adc.js";
import { makeTemperatureReading } from "../../../hal/thermometer.js";
import { micrometres, micrometresPerSecond } from "../../../hal/units.js";
import { settingsFor } from "../../../sim/calibrate.js";
import { SimulatedRig } from "../../../sim/simulated-rig.js";
import { Problems } from "../../../src/document/problems.js";
import { readTable } from "../../../src/document/table.js";
import { settingsTable } from "../../../src/settings/table.js";
import { umPerFullStepOf } from "../../support/motion-bench.js";
import { near, nearShare } from "../../support/near.js";
import { rigWith, scenarioWith } from "../../support/rig-with.js";

const tickUs = 100_000;

const still = { room: { swing: "0 K" } };
const breathing = {
  ...still,
  cycler: { start: "100 s", current: "1 mA/cm2", upperVoltage: "5 V" },
  cell: { sideReaction: "0 mAh/g", relaxationAnode: "0 um/decade", confinement: 0 },
};

/** A rig with its screws configured by the nameplate and energised. */
function make(seed = 1, rig = rigWith("reference"), scenario = scenarioWith(still)): SimulatedRig {
  const made = new SimulatedRig({ rig, scenario, seed });
  for (const side of ["anode", "cathode"] as const) {
    made.hal[side].screw.configure(micrometres(umPerFullStepOf(rig, side)));
    made.hal[side].screw.enable(true);
  }
  return made;
}

const move = (rig: SimulatedRig, side: "anode" | "cathode", um: number) =>
  rig.hal[side].screw.moveTo(micrometres(um), micrometresPerSecond(side === "anode" ? 46.5 : 241));

/** Goes to about 2.5 / 0.2 MPa, cathode first. */
function load(rig: SimulatedRig) {
  move(rig, "cathode", 3420);
  for (let i = 0; i < 250; i += 1) rig.advance(tickUs);
  move(rig, "anode", 1220);
  for (let i = 0; i < 600; i += 1) rig.advance(tickUs);
}

/** Everything that the controller could have seen, as text. */
function seenBy(rig: SimulatedRig, ticks: number, dtUs = tickUs): string {
  const adc = makeAdcReading();
  const volts = makeVoltageReading();
  const degC = makeTemperatureReading();
  let seen = "";
  for (let i = 0; i < ticks; i += 1) {
    rig.advance(dtUs);
    if (rig.hal.anode.adc.read(adc) === "sample") seen += `a${adc.at}:${adc.counts} `;
    if (rig.hal.cathode.adc.read(adc) === "sample") seen += `c${adc.at}:${adc.counts} `;
    if (rig.hal.cellVoltage.read(volts) === "sample") seen += `v${volts.at}:${volts.volts} `;
    if (rig.hal.thermometer.read(degC) === "sample") seen += `t${degC.at}:${degC.degC} `;
  }
  return seen;
}

describe("the simulated rig", () => {
  it("gives the same bytes for the same seed, and others for another", () => {
    const run = (seed: number) => {
      const rig = make(seed, rigWith("reference"), scenarioWith());
      load(rig);
      return seenBy(rig, 300) + JSON.stringify(rig.truth);
    };
    assert.equal(run(7), run(7));
    assert.notEqual(run(7), run(8));
  });

  it("stands free of contact at power-on, all positions at zero", () => {
    const rig = make();
    rig.advance(tickUs);
    assert.equal(rig.truth.anode.forceN, 0);
    assert.equal(rig.truth.cathode.forceN, 0);
    assert.equal(rig.truth.anode.nutUm, 0);
    assert.equal(rig.truth.anode.motorUm, 0);
    near(rig.truth.anode.thermalUm, 0, 1e-9);
    near(rig.truth.areaMm2, 78.5398, 1e-4);
  });

  it("comes to the pressures of the paper: springs compressed by what the forces ask", () => {
    const rig = make();
    load(rig);
    const { anode, cathode } = rig.truth;
    // (nut - 120 um clearance) over 1/0.2 + 1/6.67 um/N, the contact's 20 um, mount and wall's 12
    // um
    nearShare(anode.forceN, 200, 0.05);
    nearShare(cathode.forceN, 15.7, 0.05);
    near(rig.truth.wallForceN, anode.forceN - cathode.forceN, 2.5);
    assert.ok(Math.abs(anode.forceN - anode.pelletN) <= 1.001);
    near(anode.stiffnessNPerUm, 0.19, 0.003);
    near(cathode.stiffnessNPerUm, 0.00487, 0.0002);
    assert.equal(rig.truth.slipping, false);
  });

  it("shows counts that the calibration of the same seed turns into the true force", () => {
    for (const seed of [1, 2, 3]) {
      const rigModel = rigWith("reference");
      const rig = make(seed, rigModel);
      load(rig);
      const settings = readTable(
        settingsTable,
        settingsFor(rigModel, seed),
        new Problems(),
        "settings",
      );
      const reading = makeAdcReading();
      for (let i = 0; i < 30; i += 1) {
        rig.advance(tickUs);
        rig.hal.anode.adc.read(reading);
      }
      const { countsPerNewton, tare } = settings.anode.loadCell;
      const forceN = (reading.counts - tare) / countsPerNewton;
      // Span 0.2 % at most, bow, hysteresis and creep 0.02 % of 500 N each, tare, noise
      near(forceN, rig.truth.anode.forceN, 0.002 * 200 + 0.4);
    }
  });

  it("lets the electrodes grow in a straight line within a second, not in stairs", () => {
    const rig = make(1, rigWith("reference"), scenarioWith(breathing));
    load(rig);
    for (let i = 0; i < 200; i += 1) rig.advance(tickUs);
    assert.equal(rig.truth.cyclePhase, "charge");
    assert.equal(rig.truth.currentMAPerCm2, 1);
    const steps: number[] = [];
    for (let i = 0; i < 50; i += 1) {
      const before = rig.truth.anode.growthUm;
      rig.advance(tickUs);
      steps.push(rig.truth.anode.growthUm - before);
    }
    // 1 mA/cm2 x 4.849 um/(mAh/cm2) / 3600 s = 1.347 nm/s
    for (const step of steps) near(step, 1.347e-4, 1e-6);
  });

  it("grows alike in ticks of any length", () => {
    const trace = {
      timeS: Float64Array.of(0, 7, 100),
      thicknessUm: Float64Array.of(0, 25, 5),
      volts: Float64Array.of(3, 3.2, 4),
    };
    const scenario = scenarioWith({ ...still, displacement: { trace: "made", start: "3 s" } });
    const grownBy = (dtUs: number) => {
      const rig = new SimulatedRig({ rig: rigWith("reference"), scenario, trace, seed: 1 });
      for (let t = 0; t < 60_000_000; t += dtUs) rig.advance(dtUs);
      assert.equal(rig.clock.now(), 60_000_000);
      return rig.truth.anode.growthUm;
    };
    // 57 s into the trace: 25 - 20 (57 - 7) / 93 = 14.247 um
    for (const dtUs of [20_000, 100_000, 2_500_000]) near(grownBy(dtUs), 25 - 1000 / 93, 1e-9);
  });

  it("survives late and bunched ticks, and gives a conversion at most with each", () => {
    const even = make();
    const uneven = make();
    const reading = makeAdcReading();
    const count = (rig: SimulatedRig, ticks: readonly number[]) => {
      let conversions = 0;
      for (const dtUs of ticks) {
        rig.advance(dtUs);
        if (rig.hal.anode.adc.read(reading) === "sample") conversions += 1;
      }
      return conversions;
    };
    const ticks = [350_000, 1000, 49_000, 500_000, 100_000];
    const many = new Array(100).fill(ticks).flat();
    // 100 s at 10.1 a second: all but the start-up of 2 s are read by ticks of 100 ms.
    near(count(even, new Array(1000).fill(tickUs)), 980, 10);
    // Of five ticks, the two that are short find something new only now and then.
    const found = count(uneven, many);
    assert.ok(found > 300 && found <= 500, `${found}`);
    assert.equal(uneven.clock.now(), even.clock.now());
  });

  it("grows with temperature by 0.85 um/K once frame and stack are both warm", () => {
    const scenario = scenarioWith({ room: { swing: "10 K", swingPeriod: "1e7 s" } });
    const rig = make(2, rigWith("reference"), scenario);
    const { frameDegC } = rig.truth;
    for (let i = 0; i < 3600 * 24; i += 1) rig.advance(1_000_000);
    // A swing of four months moves both nodes alike.
    const kelvin = rig.truth.frameDegC - frameDegC;
    assert.ok(Math.abs(kelvin) > 1e-3);
    nearShare(rig.truth.anode.thermalUm / kelvin, 0.85, 0.1);
  });

  it("opens the cycler when the rig pulls the line", () => {
    const rig = make(1, rigWith("reference"), scenarioWith(breathing));
    load(rig);
    for (let i = 0; i < 200; i += 1) rig.advance(tickUs);
    assert.equal(rig.truth.currentMAPerCm2, 1);
    rig.hal.interlock.openCycler(true);
    for (let i = 0; i < 30; i += 1) rig.advance(tickUs);
    assert.equal(rig.truth.currentMAPerCm2, 0);
    assert.equal(rig.truth.cyclePhase, "done");
  });

  it("replays a measured displacement in place of the cell's own", () => {
    const scenario = scenarioWith({
      ...still,
      displacement: { trace: "made", start: "10 s", scale: 2, side: "cathode" },
    });
    assert.throws(() => make(1, rigWith("reference"), scenario), /trace/);
    const trace = {
      timeS: Float64Array.of(0, 100),
      thicknessUm: Float64Array.of(5, 25),
      volts: Float64Array.of(3, 4),
    };
    const rig = new SimulatedRig({ rig: rigWith("reference"), scenario, trace, seed: 1 });
    for (let i = 0; i < 600; i += 1) rig.advance(tickUs);
    // 50 s into the trace: half of 20 um, twice
    near(rig.truth.cathode.growthUm, 20, 1e-6);
    assert.equal(rig.truth.anode.growthUm, 0);
    near(rig.truth.cellVolts, 3.5, 0.011);
  });

  it("changes nothing that the controller sees when only the truth's record is touched", () => {
    const honest = make(3);
    const tampered = make(3);
    let a = "";
    let b = "";
    for (let i = 0; i < 50; i += 1) {
      a += seenBy(honest, 1);
      tampered.truth.anode.forceN = 1e6;
      tampered.truth.slipping = true;
      b += seenBy(tampered, 1);
    }
    assert.equal(a, b);
  });
});
