import { electricalTurn } from "../mechanics/drive.js";
import type { ActiveFault, FaultAct, FaultCall } from "./target.js";

/** CHOPCONF of the TMC5160 and its reset value: TOFF 0, bridge off (physics correction 9). */
const chopconf = 0x6c;
const chopconfAtReset = 0x10410150;

/** Something that is so until the fault ends. */
const whileOn =
  (set: (call: FaultCall, on: boolean) => void): FaultAct =>
  (call): ActiveFault => {
    set(call, true);
    return { end: () => set(call, false) };
  };

function chipOf({ world, name }: FaultCall) {
  return name === "anode" ? world.board?.anodeMotor : world.board?.cathodeMotor;
}

/** Motion chip, motor, gear and screw: physics 7, rows 15, 19 to 24 and 40 to 42. */
export const motionActs = {
  motorsSwapped: whileOn(({ side, other }, on) => {
    side.turnedBy = on ? other : undefined;
    other.turnedBy = on ? side : undefined;
  }),
  motorReversed: whileOn(({ side }, on) => {
    side.drive.reversed = on;
  }),
  jam: whileOn(({ side }, on) => {
    side.drive.jammed = on;
  }),
  lostSteps: ({ side, value }) => {
    side.drive.slipTurns(Math.floor(value("count") / electricalTurn + 0.5));
    return undefined;
  },
  looseCoupling: ({ side, value }) => {
    side.drive.loosen(value("travel"));
    return undefined;
  },
  lashGrowth: ({ side, value }) => {
    const perS = value("travel") / value("over");
    let left = value("travel");
    return {
      tick: (dtS) => {
        const um = Math.min(left, perS * dtS);
        left -= um;
        if (um > 0) side.drive.loosen(um);
      },
    };
  },
  switchHit: whileOn(({ side }, on) => {
    side.stage.switchHigh = on;
  }),
  switchOpen: whileOn(({ side }, on) => {
    side.stage.switchHigh = on;
    side.stage.switchLow = on;
  }),
  switchBouncing: ({ side, prng, value }) => ({
    tick: () => {
      side.stage.switchHigh = prng.next() < value("share");
    },
    end: () => {
      side.stage.switchHigh = false;
    },
  }),
  motorSupplyLost: whileOn(({ side }, on) => {
    side.stage.bridge.supplyLost = on;
  }),
  motionChipReset: (call) => {
    const chip = chipOf(call);
    if (chip === undefined) call.side.screw.resetChip();
    else chip.reset();
    return undefined;
  },
  bridgeOff: (call) => {
    const chip = chipOf(call);
    // At contract level there is no register that could be read back: the chip is as after a reset.
    if (chip === undefined) call.side.screw.resetChip();
    else chip.disturb(chopconf, chopconfAtReset);
    return undefined;
  },
  driverHot: whileOn(({ side }, on) => {
    side.stage.bridge.overTemperature = on;
  }),
  coilShort: whileOn(({ side }, on) => {
    side.stage.bridge.shorted = on;
  }),
  coilOpen: whileOn(({ side }, on) => {
    side.stage.bridge.openCoil = on;
  }),
  chipSilent: whileOn((call, on) => {
    const chip = chipOf(call);
    if (chip === undefined) call.side.screw.mute = on;
    else chip.silent = on;
  }),
} as const satisfies Record<string, FaultAct>;
