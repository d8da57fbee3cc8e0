// The programmes that come with Isobar, as the JSON that the rig reads.

/** A programme as JSON, under the name that the command line knows. */
export interface ShippedProgramme {
  readonly name: string;
  readonly json: unknown;
  readonly summary: string;
}

interface Pressures {
  readonly anode: string;
  readonly cathode: string;
}

const asymmetric: Pressures = { anode: "2.5 MPa", cathode: "0.2 MPa" };

/** Touch, load at the rate of the paper's torque wrench, hold, unload. */
const holdProgramme = (name: string, pressures: Pressures, after: string) => ({
  name,
  steps: [
    { approach: { touch: "5 N" } },
    {
      ramp: {
        cathode: { to: pressures.cathode },
        anode: { to: pressures.anode, rate: "0.05 MPa/s" },
      },
    },
    { hold: pressures, until: { after } },
    { unload: {} },
  ],
});

/**
 * 10 MPa go up and down in stages: one side is loaded after the other, and the wall of the mould bears a difference of
 * about 3.5 MPa between them (physics 3.4).
 */
const stages = ["2.5 MPa", "5 MPa", "7.5 MPa"];

const both = (to: string) => ({
  ramp: { cathode: { to, rate: "0.05 MPa/s" }, anode: { to, rate: "0.05 MPa/s" } },
});

const staged = {
  name: "symmetric-10",
  steps: [
    { approach: { touch: "5 N" } },
    ...stages.map(both),
    both("10 MPa"),
    { hold: { anode: "10 MPa", cathode: "10 MPa" }, until: { after: "32 h" } },
    ...[...stages].reverse().map(both),
    { unload: {} },
  ],
};

/** Up and down again, each pressure approached from below and held until it has settled for ten minutes. */
const ladderSteps = ["0.5 MPa", "1 MPa", "1.5 MPa", "2 MPa", "2.5 MPa", "1.5 MPa", "0.5 MPa"];

const settled = { settled: "10 min", after: "1 h" };

const ladder = {
  name: "pressure-ladder",
  steps: [
    { approach: { touch: "5 N" } },
    ...ladderSteps.map((anode) => ({
      hold: { anode, cathode: "0.2 MPa", approachFrom: "below" },
      until: settled,
    })),
    { unload: {} },
  ],
};

const impedance = {
  name: "impedance-ladder",
  steps: [
    { approach: { touch: "5 N" } },
    ...["0.5 MPa", "1 MPa", "1.5 MPa", "2 MPa", "2.5 MPa"].flatMap((anode) => [
      { hold: { anode, cathode: "0.2 MPa", approachFrom: "below" }, until: settled },
      { quiet: {}, until: { after: "5 min" } },
    ]),
    { unload: {} },
  ],
};

/** The cycler sets the current; the programme follows it by the voltage. */
const half = (pressures: Pressures, until: object) => ({ hold: pressures, until });
const charged = { voltageAbove: "4.29 V", after: "12 h" };
const discharged = { voltageBelow: "2.81 V", after: "12 h" };
const cycling: Pressures = { anode: "1 MPa", cathode: "0.2 MPa" };

const formation = {
  name: "formation-cycling",
  stopIf: { anodeAbove: "4 MPa", cathodeAbove: "0.4 MPa" },
  steps: [
    { approach: { touch: "5 N" } },
    { ramp: { ...asymmetric } },
    half(asymmetric, charged),
    half(asymmetric, discharged),
    { ramp: { ...cycling, approachFrom: "below" } },
    { repeat: 2, steps: [half(cycling, charged), half(cycling, discharged)] },
    { unload: {} },
  ],
};

/** From constant pressure to a fixture that does not give way, on one rig: a charge and a discharge against each spring. */
const fixtures = ["0 N/mm", "20 N/mm", "100 N/mm", "1 kN/mm"];

const springs = {
  name: "programmed-springs",
  stopIf: { anodeAbove: "4 MPa" },
  steps: [
    { approach: { touch: "5 N" } },
    ...fixtures.flatMap((rate) => {
      const stiffness = {
        anode: { rate, preload: "2.5 MPa" },
        cathode: { rate: "0 N/mm", preload: "0.2 MPa" },
      };
      return [{ stiffness, until: charged }, { wait: discharged }];
    }),
    { unload: {} },
  ],
};

const paper = {
  name: "paper-pressures",
  steps: [
    { approach: { touch: "5 N" } },
    { hold: asymmetric, until: { settled: "1 h", after: "2 h" } },
    { hold: { anode: "2.5 MPa", cathode: "2.5 MPa" }, until: { settled: "1 h", after: "2 h" } },
    ...["5 MPa", "7.5 MPa"].map(both),
    { hold: { anode: "10 MPa", cathode: "10 MPa" }, until: { settled: "1 h", after: "2 h" } },
    ...[...stages].reverse().map(both),
    { unload: {} },
  ],
};

export const shippedProgrammes: readonly ShippedProgramme[] = [
  {
    name: "doerrer",
    summary: "2.5 MPa on the anode and 0.2 MPa on the cathode for 32.5 h, as Doerrer et al. 2021",
    json: holdProgramme("doerrer", asymmetric, "32.5 h"),
  },
  {
    name: "doerrer-thick",
    summary: "2.5 MPa on the anode and 0.2 MPa on the cathode for 100 h",
    json: holdProgramme("doerrer-thick", asymmetric, "100 h"),
  },
  {
    name: "symmetric-2.5",
    summary: "2.5 MPa on both sides for 32.5 h",
    json: holdProgramme("symmetric-2.5", { anode: "2.5 MPa", cathode: "2.5 MPa" }, "32.5 h"),
  },
  {
    name: "symmetric-10",
    summary: "10 MPa on both sides for 32 h, loaded in stages",
    json: staged,
  },
  {
    name: "lto-null",
    summary: "2.5 MPa and 0.2 MPa for 32.5 h on a cell that does not breathe",
    json: holdProgramme("lto-null", asymmetric, "32.5 h"),
  },
  {
    name: "paper-pressures",
    summary:
      "The paper's pressures one after the other: 2.5 and 0.2, 2.5 and 2.5, 10 and 10 MPa, an hour settled at each (its 50 MPa are 3.9 kN, beyond every shipped rig)",
    json: paper,
  },
  {
    name: "pressure-ladder",
    summary: "0.5 to 2.5 MPa on the anode and down again, each approached from below",
    json: ladder,
  },
  {
    name: "impedance-ladder",
    summary: "A quiet window of 5 min at 0.5, 1, 1.5, 2 and 2.5 MPa on the anode",
    json: impedance,
  },
  {
    name: "formation-cycling",
    summary: "A first cycle at 2.5 MPa on the anode, two more at 1 MPa, following the cell voltage",
    json: formation,
  },
  {
    name: "programmed-springs",
    summary:
      "A cycle each against a programmed spring of 0, 20 and 100 N/mm and against a screw that stands, from 2.5 MPa on the anode",
    json: springs,
  },
];
