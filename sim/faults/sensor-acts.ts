import { pi, sin } from "../../src/maths/elementary.js";
import type { FaultAct, FaultCall } from "./target.js";

/** Ends of the converter's range. */
const codeHighest = 8388607;
const codeLowest = -8388608;
/** CONTROL1 of the NAU7802, with the gain in its lowest three bits (hal/esp32/nau7802.ts). */
const control1 = 0x01;

/** The converter that the firmware meets: a device at contract level or the emulated chip. */
function converterOf({ world, name, side }: FaultCall) {
  const { board } = world;
  if (board === undefined) return side.adc;
  return name === "anode" ? board.anodeAdc : board.cathodeAdc;
}

/** A fault of the codes, until it ends. */
function disturbed(
  { side }: FaultCall,
  disturb: (code: number) => number,
  tick?: (dtS: number) => void,
) {
  const before = side.bridge.disturb;
  side.bridge.disturb = before === undefined ? disturb : (code) => disturb(before(code));
  const end = () => {
    side.bridge.disturb = before;
  };
  return tick === undefined ? { end } : { tick, end };
}

const forced =
  (code: number): FaultAct =>
  (call) => {
    const converter = converterOf(call);
    converter.forcedCode = code;
    return {
      end: () => {
        converter.forcedCode = undefined;
      },
    };
  };

const noisy =
  (onlyInMotion: boolean): FaultAct =>
  (call) => {
    const { bridge, stage } = call.side;
    const factor = call.value("factor");
    return {
      tick: () => {
        bridge.noiseFactor = onlyInMotion && stage.standing ? 1 : factor;
      },
      end: () => {
        bridge.noiseFactor = 1;
      },
    };
  };

/** The signal of the bridge times a factor. */
const scaled = (factor: (call: FaultCall) => number): FaultAct => {
  return (call) => {
    const { bridge } = call.side;
    const before = bridge.signalFactor;
    bridge.signalFactor = before * factor(call);
    return {
      end: () => {
        bridge.signalFactor = before;
      },
    };
  };
};

/** A force that the load cell tells beside the true one; `now` gives it anew each tick. */
function told({ side }: FaultCall, now: (dtS: number) => number) {
  const cell = side.loadCell;
  let given = 0;
  const give = (force: number) => {
    cell.faultN += force - given;
    given = force;
  };
  give(now(0));
  return { tick: (dtS: number) => give(now(dtS)), end: () => give(0) };
}

/** Load cells and their converters: physics 7, rows 1 to 18 and 56. */
export const sensorActs = {
  signalOpen: (call) => {
    const perS = call.value("share") * codeHighest * call.prng.pickSign();
    let drift = 0;
    return disturbed(
      call,
      (code) => code + drift,
      (dtS) => {
        drift += perS * dtS;
      },
    );
  },
  excitationOpen: scaled(() => 0),
  stuckCode: (call) => {
    const converter = converterOf(call);
    converter.stuck = true;
    return {
      end: () => {
        converter.stuck = false;
      },
    };
  },
  saturatedHigh: forced(codeHighest),
  saturatedLow: forced(codeLowest),
  missedConversions: (call) => {
    const converter = converterOf(call);
    converter.dropShare = call.value("share");
    return {
      end: () => {
        converter.dropShare = 0;
      },
    };
  },
  silentConverter: (call) => {
    const converter = converterOf(call);
    converter.silent = true;
    return {
      end: () => {
        converter.silent = false;
      },
    };
  },
  converterReset: (call) => {
    converterOf(call).resetChip();
    return undefined;
  },
  gainLost: (call) => {
    const { board } = call.world;
    const factor = call.value("factor");
    if (board !== undefined) {
      const chip = call.name === "anode" ? board.anodeAdc : board.cathodeAdc;
      // A gain is a power of two: one bit less in its logarithm is half of it.
      chip.corrupt(control1, chip.peek(control1) - (factor < 0.4 ? 2 : 1));
      return undefined;
    }
    let left = 1;
    return disturbed(call, (code) => {
      left -= 1;
      return left >= 0 ? code * factor : code;
    });
  },
  spikes: (call) => {
    const { side, prng } = call;
    const share = call.value("share");
    const height = call.value("force") * side.bridge.countsPerN;
    let last = false;
    return disturbed(call, (code) => {
      last = !last && prng.next() < share;
      return last ? code + height * prng.pickSign() : code;
    });
  },
  noiseBurst: noisy(false),
  motionNoise: noisy(true),
  mainsPickup: (call) => {
    const turnsPerS = 1 / call.value("over");
    let turn = 0;
    return told(call, (dtS) => {
      turn += dtS * turnsPerS;
      return call.value("force") * sin(2 * pi * (turn - Math.floor(turn)));
    });
  },
  wrongSign: scaled(() => -1),
  wrongScale: scaled((call) => call.value("factor")),
  cellsSwapped: ({ side, other }) => {
    side.hears = other;
    other.hears = side;
    return {
      end: () => {
        side.hears = undefined;
        other.hears = undefined;
      },
    };
  },
  zeroShift: (call) => told(call, () => call.value("share") * call.side.loadCell.capacityN),
  zeroDrift: (call) => {
    const { thermal } = call.world.simulated;
    const startDegC = thermal.stackDegC;
    const perK = call.value("share") * call.side.loadCell.capacityN;
    return told(call, () => perK * (thermal.stackDegC - startDegC));
  },
  sensorCreep: (call) => {
    const { press } = call.side;
    let crept = 0;
    return told(call, (dtS) => {
      crept += ((call.value("share") * press.forceN - crept) * dtS) / call.value("over");
      return crept;
    });
  },
  converterClock: ({ side, value }) => {
    const share = value("share");
    side.bridge.clockError += share;
    return {
      end: () => {
        side.bridge.clockError -= share;
      },
    };
  },
} as const satisfies Record<string, FaultAct>;
