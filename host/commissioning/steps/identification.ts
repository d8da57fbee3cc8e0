import { channelOf, type SideName, sideNames } from "../line.js";
import { StepProblem } from "../problems.js";
import { type Commissioning, type Figure, faultProblem, type Step } from "../step.js";

const mostS = 3600;
/** Order of the figures of IDENtify:RESult? (docs/protocol.md); value and, behind it, its uncertainty. */
const told = [
  { name: "stiffness of the train", unit: "N/um", at: 0, factor: 1e-6 },
  { name: "lash", unit: "um", at: 4, factor: 1e6 },
  { name: "delay", unit: "s", at: 6, factor: 1 },
  { name: "cross gain", unit: "1", at: 12, factor: 1 },
] as const;

/** Stiffness, lash, delay, sign, swapped cells, cross gain: the rig measures itself. */
export const identification: Step = {
  name: "identification",
  title: "Identification",
  moves: true,
  async run(rig) {
    const { line } = rig;
    const anode = await pressure(rig, "anode", 1000);
    const cathode = await pressure(rig, "cathode", 150);
    rig.say("A dummy (or a cell) is between the pistons. Both screws move; a quarter of an hour.");
    await line.command(`IDEN ${anode} KPA,${cathode} KPA`);
    await waitForEnd(rig);
    const figures: Figure[] = [];
    for (const side of sideNames) {
      const values = await line.numbers(`IDEN:RES${channelOf(side)}?`);
      for (const { name, unit, at, factor } of told) {
        figures.push({
          name: `${side}: ${name}`,
          value: (values[at] ?? Number.NaN) * factor,
          sigma: (values[at + 1] ?? Number.NaN) * factor,
          unit,
        });
      }
    }
    await rig.unload();
    const cross = figures.find(({ name }) => name === "anode: cross gain")?.value ?? 0;
    const warnings =
      cross > 0.2
        ? [
            `the mould gives way: ${cross.toFixed(2)} of a change on the anode arrives at the cathode; clamp it`,
          ]
        : [];
    return { figures, warnings };
  },
};

async function waitForEnd(rig: Commissioning): Promise<void> {
  for (let waitedS = 0; waitedS < mostS; waitedS += 10) {
    await rig.line.wait(10);
    const state = await rig.line.ask("IDEN:STAT?");
    if (state.startsWith("DONE")) return;
    if (state.startsWith("REFUSED") || state.startsWith("STOPPED") || state.startsWith("IDLE")) {
      await rig.checkFaults();
      throw faultProblem(state);
    }
  }
  throw new StepProblem(
    "the identification does not end within an hour",
    "look at the rig; repeat",
  );
}

async function pressure(rig: Commissioning, side: SideName, usual: number): Promise<number> {
  const most = await rig.setting(`${side}.limits.pressureMax`);
  const fallback = `${Math.min(usual, most / 2)}`;
  const text = `Pressure on the ${side} up to which it is measured, kPa?`;
  return rig.number({ id: `identification.${side}`, text, fallback }, 1, most);
}
