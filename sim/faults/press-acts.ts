import { Cell } from "../cell/cell.js";
import type { FaultAct, FaultCall } from "./target.js";

/** Contact resistance that a broken pellet adds, as voltage at the current of the cell. */
const fractureVolts = 0.05;
/** What an operator leaves between piston and cell, um. */
const openedUm = 10_000;
/** A floating input is at the buffer's rail, above any range. */
const railVolts = 100;

/** What the voltage channel sees, until the fault ends. */
function lead({ world }: FaultCall, sees: (volts: number) => number) {
  const { simulated } = world;
  simulated.lead = sees;
  return {
    end: () => {
      simulated.lead = undefined;
    },
  };
}

const wallCarries: FaultAct = ({ world, value }) => {
  const { wall } = world.simulated.press;
  const factor = value("factor");
  wall.factor *= factor;
  return {
    end: () => {
      wall.factor /= factor;
    },
  };
};

const shorts =
  (hard: boolean): FaultAct =>
  ({ world, prng }) => {
    const { cell } = world.simulated;
    if (cell instanceof Cell) cell.bridge(hard, prng);
    return undefined;
  };

/** Springs, mould, pellet and cell: physics 7, rows 25 to 35 and 52 to 54. */
export const pressActs = {
  springSolid: ({ side, value }) => {
    side.press.train.solidify(value("factor"));
    return undefined;
  },
  springBroken: ({ side, value }) => {
    side.press.train.breakSpring(value("share"));
    return undefined;
  },
  contactLost: ({ side, value }) => {
    const { train } = side.press;
    const whole = train.wayToNoneUm + value("travel");
    const perS = whole / value("over");
    let left = whole;
    return {
      tick: (dtS) => {
        const um = Math.min(left, perS * dtS);
        left -= um;
        train.giveWay(um);
      },
    };
  },
  pelletSlip: wallCarries,
  slipWithoutEnd: wallCarries,
  pelletFracture: (call) => {
    const { train } = call.side.press;
    train.giveWay(train.wayOfShare(call.value("share")));
    lead(call, (volts) => volts + fractureVolts);
    return undefined;
  },
  softShort: shorts(false),
  hardShort: shorts(true),
  voltageOpen: (call) => lead(call, () => railVolts),
  voltageClipped: (call) => {
    const { fullScaleV } = call.world.simulated.voltageAdc;
    return lead(call, () => 1.01 * fullScaleV);
  },
  insulationLeak: ({ world, value }) => {
    world.simulated.leakOhm = value("factor");
    return {
      end: () => {
        world.simulated.leakOhm = Infinity;
      },
    };
  },
  voids: ({ world, value }) => {
    const { cell } = world.simulated;
    if (cell instanceof Cell) cell.hollow(value("travel"));
    return undefined;
  },
  mouldLoose: ({ world, value }) => {
    const factor = value("factor");
    world.simulated.press.soften(factor);
    return { end: () => world.simulated.press.soften(1 / factor) };
  },
  cellOpened: ({ side, other }) => {
    const trains = [side.press.train, other.press.train];
    for (const train of trains) train.giveWay(openedUm);
    return {
      end: () => {
        for (const train of trains) train.giveWay(-openedUm);
      },
    };
  },
} as const satisfies Record<string, FaultAct>;
