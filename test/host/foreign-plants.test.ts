// Plants that no file of sim/ describes, through the text of `isobar cosim`: the controller has settings, `identify`, and nothing else.

import assert from "node:assert/strict";
import {
  drawForeign,
  type ForeignChoice,
  programmeOf,
  settingsOf,
} from "../../bench/control/foreign/choice.js";
import { ForeignPlant } from "../../bench/control/foreign/plant.js";
import { tryForeign } from "../../bench/control/foreign/trial.js";
import { type Answer, CoSimulation } from "../../host/cosim/co-simulation.js";
import { readMessage } from "../../host/cosim/read-message.js";
import { Problems } from "../../src/document/problems.js";
import { readProgramme } from "../../src/programme/read.js";

/** A plain plant that the cases below change: a spring of 0.5 N/um and a coil, 5.6 um of play, ten even conversions a second. */
const plain: ForeignChoice = (() => {
  const drawn = drawForeign(1);
  const side = {
    law: "linear",
    gapUm: 80,
    lostMotion: "play",
    lashUm: 5,
    toldLashUm: 5.6,
    delayS: 0.1,
    lagS: 0.1,
    breath: "none",
    breathUm: 0,
    breathS: 3600,
    tareCounts: 4000,
    codeStep: 1,
  } as const;
  return {
    ...drawn,
    anode: {
      ...side,
      stiffnessNPerUm: 0.5,
      toldNPerUm: 0.4,
      countsPerNewton: 8500,
      noiseN: 0.012,
      capacityN: 500,
      gearRatio: 26.85,
      setPointKPa: 2500,
    },
    cathode: {
      ...side,
      stiffnessNPerUm: 0.02,
      toldNPerUm: 0.03,
      countsPerNewton: 85000,
      noiseN: 0.0012,
      capacityN: 50,
      gearRatio: 26.85,
      setPointKPa: 200,
    },
    pace: "even",
    conversionsPerS: 10,
    lost: 0,
    tellsPosition: true,
    tellsCell: false,
    tellsTemperature: false,
  };
})();

type SideChange = Partial<ForeignChoice["anode"]>;
const both = (change: SideChange): Partial<ForeignChoice> => ({
  anode: { ...plain.anode, ...change },
  cathode: { ...plain.cathode, ...change },
});
const negative = {
  anode: { ...plain.anode, countsPerNewton: -8500 },
  cathode: { ...plain.cathode, countsPerNewton: -85000, tareCounts: -52000 },
};

const plants: readonly (readonly [string, Partial<ForeignChoice>])[] = [
  [
    "a gain with dead time and lag, and no position",
    { ...both({ delayS: 0.3, lagS: 0.4 }), tellsPosition: false },
  ],
  [
    "a ball on a plate, whose lash is another each time",
    both({ law: "hertz", lostMotion: "creepingPlay", lashUm: 12 }),
  ],
  [
    "two masses, counts that fall with force, 5 conversions a second",
    { ...both({ law: "twoMasses" }), ...negative, conversionsPerS: 5 },
  ],
  [
    "a cell that breathes as a triangle, lines in bunches, 80 conversions a second",
    { ...both({ breath: "triangle", breathUm: 3 }), pace: "bunched", conversionsPerS: 80 },
  ],
  [
    "a ball on a plate that is soft at first, and a code of 12 bits that shows none of its first moves",
    {
      anode: {
        ...plain.anode,
        law: "hertz",
        stiffnessNPerUm: 0.09,
        toldNPerUm: 0.15,
        noiseN: 0.02,
        codeStep: 2075,
      },
    },
  ],
  [
    "lines that are missing and conversions that are lost, 20 a second",
    { ...both({ breath: "sine", breathUm: 2 }), pace: "missing", conversionsPerS: 20, lost: 0.1 },
  ],
];

describe("a stranger's plant", () => {
  for (const [name, change] of plants) {
    it(`is identified and held: ${name}`, () => {
      const trial = tryForeign({ ...plain, ...change }, 1500, 2400);
      assert.deepEqual(trial.faults, []);
      assert.equal(trial.mode, "hold");
      const { anode, cathode } = trial;
      assert.ok(
        anode.rmsKPa <= 3 * anode.limitKPa,
        `anode ${anode.rmsKPa}, limit ${anode.limitKPa}`,
      );
      assert.ok(
        cathode.rmsKPa <= Math.max(10 * cathode.limitKPa, 0.1),
        `cathode ${cathode.rmsKPa}`,
      );
      // In a quarter of an hour nothing but the breathing turns round, once or twice.
      assert.ok(Math.max(anode.reversals, cathode.reversals) <= 8);
    });
  }
});

describe("a stranger's plant whose force comes back by itself while a reversal looks for its flank", () => {
  it("is measured all the same: 2 nm/s at 5 N/um are 0.03 N in a dwell, and a code of 12 bits has steps of 0.24 N", () => {
    const anode = {
      ...plain.anode,
      stiffnessNPerUm: 5,
      toldNPerUm: 6,
      lostMotion: "play",
      lashUm: 18,
      lagS: 0.4,
      breath: "triangle",
      breathUm: 3.5,
      breathS: 6800,
      codeStep: 2075,
    } as const;
    const choice = { ...plain, anode, pace: "bunched", conversionsPerS: 5 } as const;
    const talk = new Conversation(true, settingsOf(choice), choice);
    talk.run(2400);
    assert.deepEqual(talk.answer?.faults, []);
    const { anode: found } = talk.simulation.rig.identifier.identity ?? assert.fail("none");
    const lashOffUm = Math.abs(found.lashUm - 18);
    assert.ok(lashOffUm < 1 && Math.abs(found.stiffnessNPerUm / 5 - 1) < 0.1, `${found.lashUm} um`);
  });
});

describe("a stranger's plant that cannot work", () => {
  it("is refused as wrongSign when its calibration has the other sign", () => {
    const settings = settingsOf(plain);
    const other = settingsOf({ ...plain, anode: { ...plain.anode, countsPerNewton: -8500 } });
    const talk = new Conversation(true, { ...settings, anode: other["anode"] });
    talk.run(600);
    assert.deepEqual(talk.answer?.faults, [{ name: "wrongSign", side: "anode" }]);
    // Some newtons were pressed, no more: 40 N are 500 kPa.
    assert.ok(talk.plant.anode.kPa < 500);
  });
});

/** A plant with somebody at its serial line. */
class Conversation {
  readonly plant: ForeignPlant;
  readonly simulation: CoSimulation;
  answer: Answer | undefined;
  private line = 0;
  private before: number | undefined;

  constructor(withProgramme: boolean, settings = settingsOf(plain), choice = plain) {
    this.plant = new ForeignPlant(choice);
    const problems = new Problems();
    const programme = withProgramme ? readProgramme(programmeOf(plain), problems) : undefined;
    this.simulation = new CoSimulation(settings, programme, () => {});
  }

  /** Lines for so long; `rx` goes with the first. All that was sent meanwhile. */
  run(forS: number, rx?: string): string {
    let tx = "";
    for (let untilS = this.plant.atS + forS; this.plant.atS < untilS - 1e-6; ) {
      const said = JSON.parse(this.plant.next(this.answer)) as object;
      const text = JSON.stringify(rx === undefined ? said : { ...said, rx });
      rx = undefined;
      this.line += 1;
      this.answer = this.simulation.take(readMessage(text, this.line, this.before));
      this.before = this.answer.t;
      tx += this.answer.tx;
    }
    return tx;
  }
}

describe("a stranger at the serial line of `isobar cosim`", () => {
  it("can do by commands what a programme does: identify, hold, ask, stop", () => {
    const talk = new Conversation(false);
    talk.run(1);
    assert.match(talk.run(0.2, "*IDN?\n"), /^Isobar,/);
    assert.equal(talk.run(0.2, "PRES1 1 MPA;PRES2 150 kPa;IDEN\n"), "");
    talk.run(900);
    assert.match(talk.run(0.2, "IDEN:STAT?\n"), /^DONE,0,"none"\n$/);
    assert.equal(talk.run(0.2, "SYST:ERR?\n"), '0,"No error"\n');
    talk.run(0.2, "OUTP1 ON;:OUTP2 ON\n");
    talk.run(120);
    assert.ok(Math.abs(talk.plant.anode.kPa - 1000) < 5, `${talk.plant.anode.kPa} kPa`);
    assert.ok(Math.abs(talk.plant.cathode.kPa - 150) < 1, `${talk.plant.cathode.kPa} kPa`);
    const [anode, cathode] = talk.run(0.2, "MEAS:PRES? (@1,2)\n").split(",").map(Number);
    assert.ok(Math.abs((anode ?? 0) - 1e6) < 5000 && Math.abs((cathode ?? 0) - 150e3) < 1000);
    talk.run(0.2, "!");
    assert.equal(talk.answer?.anode.enabled, false);
    assert.equal(talk.answer?.cathode.enabled, false);
  });

  it("may send bytes in any pieces, nonsense and half lines, while the pressures are held", () => {
    const talk = new Conversation(true);
    talk.run(1200);
    const heldKPa = talk.plant.anode.kPa;
    assert.ok(Math.abs(heldKPa - 2500) < 5);
    let tx = "";
    for (const piece of [
      "*I",
      "DN",
      "?\r",
      "\n",
      "\u0000\u00ff",
      "PRES1 1e99\n",
      ":::;;\n",
      "PRES1\n",
      "x".repeat(5000),
      "\n",
      "SYST:ERR:COUN?\n",
    ])
      tx += talk.run(0.3, piece);
    assert.match(tx, /^Isobar,[^\n]*\n[1-9]\d*\n$/);
    talk.run(60, "*CLS\n");
    assert.ok(Math.abs(talk.plant.anode.kPa - heldKPa) < 5);
    assert.deepEqual(talk.answer?.faults, []);
    assert.equal(talk.answer?.mode, "hold");
  });
});
