import assert from "node:assert/strict";
import { Cell } from "../../../../sim/cell/cell.js";
import { Cycler } from "../../../../sim/cell/cycler.js";
import { denseThicknessUm, nmcPotentialV, paperStrain } from "../../../../sim/cell/nmc.js";
import { measuredStrain } from "../../../../sim/cell/nmc811-lattice.js";
import { Prng } from "../../../../sim/prng.js";
import { scenarioOf } from "./scenario-of.js";

// Contacts that do not settle and lithium that does not creep leave the electrodes alone.
const still = {
  relaxationAnode: "0 um/decade",
  relaxationCathode: "0 um/decade",
  confinement: 0,
};

const cellOf = (json: object, prng?: Prng) => new Cell(scenarioOf({ cell: json }).cell, prng);

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, expected ${expected}`);
}

/** Passes a charge at 0.2 mA/cm2 in steps of 10 s, at pressures that leave no voids. */
function pass(cell: Cell, mAhPerCm2: number, anodeKPa = 3100, cathodeKPa = 3100): void {
  const steps = Math.round((Math.abs(mAhPerCm2) / 0.2) * 360);
  const current = (mAhPerCm2 * 360) / steps;
  for (let i = 0; i < steps; i += 1) cell.advance(10, current, anodeKPa, cathodeKPa, 30);
}

/** Runs the cell on its cycler until `phase` begins; returns the seconds from the start. */
function runTo(cell: Cell, cycler: Cycler, phase: string, cathodeKPa: number, dtS = 5): number {
  let t = 0;
  while (cycler.phase !== phase && t < 1e6) {
    cycler.advance(dtS, cell.volts);
    if (cycler.phase === phase) break;
    cell.advance(dtS, cycler.currentMAPerCm2, 2500, cathodeKPa, 30);
    t += dtS;
  }
  return t;
}

describe("Cell", () => {
  it("grows by 16.3 um in the first charge of 14 mg/cm2, gives back 13.85 and keeps 2.4", () => {
    const cell = cellOf(still);
    pass(cell, 3.36); // 240 mAh/g * 14 mg
    near(cell.anodeGrowthUm, 3.36 * 4.849, 0.001);
    near(cell.anodeGrowthUm, 16.3, 0.05);
    near(cell.extractedMAhPerG, 240 - 13, 1e-9);
    const charged = cell.anodeGrowthUm;
    pass(cell, -2.856); // 85 % of it
    near(charged - cell.anodeGrowthUm, 13.85, 0.005);
    near(cell.anodeGrowthUm, 2.4, 0.05);
    near(cell.extractedMAhPerG, 23, 1e-9);
  });

  it("grows by 49.1 um in the first charge of 43 mg/cm2, gives back 42.7 and keeps 6.4", () => {
    const cell = cellOf({ ...still, loading: "43 mg/cm2" });
    pass(cell, 10.13);
    near(cell.anodeGrowthUm, 49.1, 0.05);
    pass(cell, -8.815); // 87 %
    near(10.13 * 4.849 - cell.anodeGrowthUm, 42.7, 0.05);
    near(cell.anodeGrowthUm, 6.4, 0.05);
  });

  it("shrinks at the cathode by its axial share: 0.96 um at 0.6, 0.64 at 0.4", () => {
    const pressed = cellOf(still);
    pass(pressed, 3.36);
    near(pressed.cathodeGrowthUm, 0.6 * denseThicknessUm(14) * paperStrain(227), 1e-6);
    near(pressed.cathodeGrowthUm, -0.96, 0.005);
    const soft = cellOf(still);
    pass(soft, 3.36, 3100, 200);
    near(soft.cathodeGrowthUm, -1.6 * 0.4, 0.005);
  });

  it("shrinks less over the measured NMC811 lattice: 3.67 % at 227 mAh/g", () => {
    const cell = cellOf({ ...still, cathodeStrain: "measured" });
    pass(cell, 3.36);
    near(cell.cathodeGrowthUm, 0.6 * denseThicknessUm(14) * measuredStrain(227), 1e-6);
    near(cell.cathodeGrowthUm, 0.6 * 29.31 * -0.0367, 0.005);
  });

  it("does not move at the cathode when only the pressure crosses 0.5 MPa", () => {
    const cell = cellOf(still);
    pass(cell, 3.36, 3100, 600);
    const before = cell.cathodeGrowthUm;
    cell.advance(1, 0, 3100, 400, 30);
    assert.equal(cell.cathodeGrowthUm, before);
  });

  it("plates lithium in the side reaction but leaves the NMC alone", () => {
    const cell = cellOf(still);
    pass(cell, 0.182); // 13 mAh/g * 14 mg
    near(cell.platedMAhPerCm2, 0.182, 1e-12);
    near(cell.sideMAhPerG, 13, 1e-9);
    near(cell.extractedMAhPerG, 0, 1e-9);
    near(cell.cathodeGrowthUm, 0, 1e-9);
    near(cell.anodeGrowthUm, 0.182 * 4.849, 1e-4);
    assert.ok(cell.volts < 3.6, "the side reaction lies below 3.6 V");
    pass(cell, 0.14);
    near(cell.extractedMAhPerG, 10, 1e-9);
  });

  it("starts at 2.9 V and never falls during the first charge", () => {
    const cell = cellOf(still);
    assert.equal(cell.volts, 2.9);
    let before = cell.volts;
    for (let i = 0; i < 6000; i += 1) {
      cell.advance(10, 0.2, 2500, 200, 30);
      assert.ok(cell.volts >= before);
      before = cell.volts;
    }
  });

  it("steps by the resistance times the change of current within one sample at a reversal", () => {
    const cell = cellOf({ ...still, cathodeResistance: "8 ohm cm2" });
    pass(cell, 2, 2500, 800);
    // 71 + 30 (1 + 0.02 sqrt(10 h)) + 8 (1 + 0.5 sqrt(0.2 / 0.8)) = 71 + 31.9 + 10 ohm cm2.
    const ohmCm2 = 71 + 30 * (1 + 0.02 * Math.sqrt(10)) + 10;
    const charging = cell.volts;
    cell.advance(0.1, -0.2, 2500, 800, 30);
    const step = charging - cell.volts;
    near(step, (0.4 * ohmCm2) / 1000, 0.0001);
    near(step, 0.044, 0.0015); // physics 2.4: 44 mV at 111 ohm cm2
  });

  it("lags by 15 mV at 0.2 mA/cm2 with 600 s", () => {
    const cell = cellOf({ ...still, discharged: "0 mAh/g" });
    pass(cell, 1.5, 2500, 2500);
    cell.advance(1e-6, 0, 2500, 2500, 30); // the resistance is out, the lag still there
    near(cell.volts - nmcPotentialV(cell.extractedMAhPerG), 0.015, 1e-5);
    for (let i = 0; i < 600; i += 1) cell.advance(1, 0, 2500, 2500, 30);
    near(cell.volts - nmcPotentialV(cell.extractedMAhPerG), 0.015 / Math.E, 1e-5);
  });

  it("loses 0.5 V at 23 mAh/g on discharge and recovers at rest", () => {
    const cell = cellOf(still);
    pass(cell, 3.36);
    pass(cell, -2.856);
    const resistive = nmcPotentialV(23) - 0.015 - cell.volts - 0.5;
    near(resistive, 0.2 * 0.115, 0.002); // 71 + 30 sqrt(2.5 / 3.1) (1 + 0.02 sqrt(31)) + 11.3
    for (let i = 0; i < 6000; i += 1) cell.advance(1, 0, 3100, 3100, 30);
    near(cell.volts, nmcPotentialV(23), 0.0001); // ten time constants
  });

  it("resists less when warm", () => {
    const drop = (degC: number) => {
      const cell = cellOf(still);
      pass(cell, 1);
      cell.advance(0.1, 1, 2500, 2500, degC);
      const loaded = cell.volts;
      cell.advance(1e-9, 0, 2500, 2500, degC);
      return loaded - cell.volts;
    };
    near(drop(40) / drop(30), Math.exp((0.35 / 8.617333e-5) * (1 / 313.15 - 1 / 303.15)), 1e-3);
  });

  it("leaves voids when stripped faster than its pressure allows, and refills them", () => {
    const cell = cellOf(still);
    pass(cell, 3);
    const before = cell.anodeGrowthUm;
    for (let i = 0; i < 3600; i += 1) cell.advance(1, -0.2, 1000, 200, 30);
    // At 1 MPa j_crit is 0.025: half of 0.2 mAh/cm2 * 4.849 = 0.97 um becomes void, half thickness
    // is lost.
    near(cell.voidUm, 0.485, 0.005);
    near(before - cell.anodeGrowthUm, 0.485, 0.005);
    near(cell.anodeContact, 1 - 0.485 / 5, 0.001);
    const full = cell.voidUm;
    for (let i = 0; i < 18000; i += 1) cell.advance(1, 0, 2500, 200, 30);
    near(cell.voidUm, full / Math.E, 1e-6); // one time constant: 5 h at 2.5 MPa
  });

  it("creeps by what the table says for an unconfined foil, and hardly when confined", () => {
    const creptUm = (confinement: number) => {
      const cell = cellOf({ ...still, foil: "300 um", confinement });
      for (let i = 0; i < 3600; i += 1) cell.advance(1, 0, 2500, 200, 30);
      return -cell.anodeGrowthUm;
    };
    near(creptUm(1), 6.9, 0.2);
    near(creptUm(0.05), 0.05 * 7.2, 0.02); // 5 % of the first rate, 7.2 um/h
  });

  it("shrinks as its contacts settle after loading", () => {
    const cell = cellOf({ confinement: 0 });
    cell.advance(1, 0, 2500, 200, 30);
    for (let i = 0; i < 540; i += 1) cell.advance(1, 0, 2500, 200, 30);
    near(cell.anodeGrowthUm, -0.3, 1e-9);
    near(cell.cathodeGrowthUm, -0.1, 1e-9);
  });

  it("moves by 0.11 um for 3 mAh/cm2 on LTO, 1.55 V lower", () => {
    const cell = cellOf({ ...still, anode: "lto" });
    assert.ok(Math.abs(cell.volts - (2.9 - 1.55)) < 1e-12);
    pass(cell, 3);
    near(cell.anodeGrowthUm, 0.11, 0.005);
    assert.equal(cell.voidUm, 0);
  });

  it("ends in the same state in steps of 0.1, 1 and 10 s", () => {
    const ends = [0.1, 1, 10].map((dtS) => {
      const cell = cellOf({});
      const run = (hours: number, current: number) => {
        const steps = Math.round((hours * 3600) / dtS);
        for (let i = 0; i < steps; i += 1) cell.advance(dtS, current, 2500, 200, 30);
      };
      run(2, 1);
      run(1, -1);
      run(0.5, 0);
      return cell;
    });
    for (const end of ends.slice(1)) {
      // The settling sees its load a step late.
      near(end.anodeGrowthUm, ends[0]!.anodeGrowthUm, 0.02);
      near(end.cathodeGrowthUm, ends[0]!.cathodeGrowthUm, 0.01);
      near(end.volts, ends[0]!.volts, 1e-5);
      near(end.voidUm, ends[0]!.voidUm, 1e-6);
      near(end.extractedMAhPerG, ends[0]!.extractedMAhPerG, 1e-8);
    }
  });

  it("takes any current and pressure without a number that is not one", () => {
    const prng = new Prng(1, "abuse");
    const cell = cellOf({ loading: "0.1 mg/cm2", foil: "0 um", confinement: 1 });
    for (let i = 0; i < 20_000; i += 1) {
      const current = prng.uniform(-20, 20);
      cell.advance(
        prng.uniform(0.1, 10),
        current,
        prng.uniform(-10, 60_000),
        prng.uniform(0, 60_000),
        30,
      );
      assert.ok(Number.isFinite(cell.volts) && Number.isFinite(cell.anodeGrowthUm), `step ${i}`);
      assert.ok(Number.isFinite(cell.cathodeGrowthUm) && cell.voidUm >= 0);
    }
  });
});

describe("Cell on its cycler", () => {
  it("takes about 240 mAh/g and 16.8 h in the first charge of the paper's cell", () => {
    const { cell: cellScenario, cycler: cyclerScenario } = scenarioOf({ cycler: { start: "0 s" } });
    const cell = new Cell(cellScenario);
    const seconds = runTo(cell, new Cycler(cyclerScenario), "rest-charged", 2500);
    // The cut-off at 4.3 V is met at U = 4.3 - 0.2 * 0.114 - 0.015 = 4.262 V, q = 224.7: 237.7
    // mAh/g, 16.6 h.
    near(cell.chargeMAhPerCm2 / 0.014, 237.7, 0.5);
    near(seconds / 3600, 16.8, 0.25);
    near(cell.extractedMAhPerG, 227, 3);
  });

  for (const [cathodeKPa, efficiency] of [
    [2500, 0.85],
    [200, 0.83],
  ] as const) {
    it(`gives back ${100 * efficiency} % of its first charge at ${cathodeKPa} kPa`, () => {
      const { cell: cellScenario, cycler } = scenarioOf({ cycler: { start: "0 s" } });
      const cell = new Cell(cellScenario);
      const run = new Cycler(cycler);
      runTo(cell, run, "rest-charged", cathodeKPa);
      const charged = cell.chargeMAhPerCm2;
      runTo(cell, run, "rest-discharged", cathodeKPa);
      near((charged - cell.chargeMAhPerCm2) / charged, efficiency, 0.006);
    });
  }

  it("gives back all of the second charge and comes back to the same anode", () => {
    const { cell: cellScenario, cycler } = scenarioOf({ cycler: { start: "0 s" } });
    const cell = new Cell({ ...cellScenario, ...scenarioOf({ cell: still }).cell });
    const run = new Cycler(cycler);
    runTo(cell, run, "rest-discharged", 200, 10);
    const first = cell.platedMAhPerCm2;
    runTo(cell, run, "charge", 200, 10);
    runTo(cell, run, "rest-discharged", 200, 10);
    near(cell.platedMAhPerCm2, first, 0.001);
  });
});

describe("Cell with shorts", () => {
  it("refuses to go without a generator", () => {
    assert.throws(() => cellOf({ shorts: true }), /generator/);
  });

  it("never shorts where the scenario does not ask for it", () => {
    const cell = cellOf(still, new Prng(1, "short"));
    for (let i = 0; i < 3600; i += 1) cell.advance(10, 0.2, 60_000, 2500, 30);
    assert.equal(cell.shorted, false);
  });

  it("plates less than its coulombs and ends below 0.5 V within a second", () => {
    const cell = cellOf({ ...still, shorts: true }, new Prng(3, "short"));
    let before = cell.volts;
    let fell = false;
    let steps = 0;
    for (; steps < 200_000; steps += 1) {
      cell.advance(1, 0.2, 60_000, 2500, 30);
      if (before > 2 && cell.volts < 0.5) fell = true;
      if (fell) break;
      before = cell.volts;
    }
    assert.equal(cell.shorted, true);
    assert.ok(fell, "the hard short comes within one second");
    // Travel over coulombs is the diagnostic: less was plated than the charge that passed.
    assert.ok(cell.platedMAhPerCm2 < 0.99 * cell.chargeMAhPerCm2);
    for (let i = 0; i < 20_000; i += 1) cell.advance(1, 0, 60_000, 2500, 30);
    assert.ok(cell.extractedMAhPerG > -1 && cell.extractedMAhPerG < 30, `${cell.extractedMAhPerG}`);
    assert.ok(Math.abs(cell.volts) < 0.1);
  });
});
