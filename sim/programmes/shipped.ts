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

const asymmetric: Pressures = { anode: "2.5 MPa", cathode: "0.2 MPa" };

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
];
