import type { FaultAct } from "./target.js";

/** Bytes that a host sends, good or bad; it hears the replies elsewhere. */
const sends =
  (text: (factor: number) => string): FaultAct =>
  ({ world, value }) => {
    world.simulated.uart.hostSend(text(value("factor")));
    return undefined;
  };

/** Milliseconds of a 32-bit counter: 49.7 days. */
const wrapUs = 4_294_967_296_000;
/** Numbers and units that no pressure is. */
const badLines = [
  "PRES1 NAN",
  "PRES1 INF",
  "PRES1 NINF",
  "PRES1 -1 MPA",
  "PRES1 2.5 KG",
  "PRES1 2.5 V",
  "PRES1 1E400",
  "PRES1 -0.5",
  "PRES1:SLEW NAN",
  "DATA:STR:INT -1",
];

/** Lines, host, clock, room and supply: physics 7, rows 36 to 39, 43 to 51, 54 and 55, and the buses. */
export const worldActs = {
  overPressureCommand: sends((mpa) => `ABOR;PRES1 ${mpa} MPA;OUTP1 ON\n`),
  infeasiblePair: sends((mpa) => `ABOR;PRES1 ${mpa} MPA;PRES2 0.2 MPA;OUTP2 ON;OUTP1 ON\n`),
  brownOut: ({ world }) => {
    world.restart(true);
    return undefined;
  },
  watchdogReset: ({ world }) => {
    world.restart(false);
    return undefined;
  },
  portReset: ({ world }) => {
    world.restart(false, "Power-On");
    return undefined;
  },
  settingsDamaged: ({ world }) => {
    const torn = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    const { store } = world.simulated;
    store.full = false;
    for (const key of ["settings.a", "settings.b"]) store.save(key, torn, torn.length);
    world.restart(true);
    return undefined;
  },
  unplugged: ({ world }) => {
    const { uart } = world.simulated;
    uart.unplugged = true;
    return {
      end: () => {
        uart.unplugged = false;
      },
    };
  },
  garbage: ({ world, prng, value }) => {
    const bytes = new Uint8Array(value("count"));
    return {
      tick: () => {
        for (let i = 0; i < bytes.length; i += 1) {
          const byte = prng.word() & 0xff;
          // `!` is a stop, which is obeyed; what is asked here is that the rest does nothing.
          bytes[i] = byte === 33 ? 32 : byte;
        }
        world.simulated.uart.hostSend(bytes);
      },
      end: () => {
        world.simulated.uart.hostSend("\n");
      },
    };
  },
  badValues: ({ world }) => {
    world.simulated.uart.hostSend(`${badLines.join("\n")}\n`);
    return undefined;
  },
  lateTicks: ({ world, value }) => {
    world.lateUs = value("over") * 1e6;
    return {
      end: () => {
        world.lateUs = 0;
      },
    };
  },
  clockWrap: ({ world, value }) => {
    world.simulated.clock.restart(wrapUs - value("over") * 1e6);
    return undefined;
  },
  roomStep: ({ world, value }) => {
    const { thermal } = world.simulated;
    const kelvin = value("temperature");
    thermal.roomOffsetK += kelvin;
    return {
      end: () => {
        thermal.roomOffsetK -= kelvin;
      },
    };
  },
  thermometerDead: ({ world }) => {
    const part = world.board?.temperature ?? world.simulated.thermometer;
    part.dead = true;
    return {
      end: () => {
        part.dead = false;
      },
    };
  },
  thermometerWrong: ({ world, value }) => {
    const { frameThermometer } = world.simulated;
    frameThermometer.forcedDegC = value("temperature");
    return {
      end: () => {
        frameThermometer.forcedDegC = undefined;
      },
    };
  },
  motorHeats: ({ world, value }) => {
    const { thermal } = world.simulated;
    const kelvin = value("temperature");
    const perS = kelvin / value("over");
    return {
      tick: (dtS) => {
        thermal.frameHeatK = Math.min(kelvin, thermal.frameHeatK + perS * dtS);
      },
      end: () => {
        thermal.frameHeatK = 0;
      },
    };
  },
  storeFull: ({ world }) => {
    const { store } = world.simulated;
    store.full = true;
    return {
      end: () => {
        store.full = false;
      },
    };
  },
  hostSlow: ({ world }) => {
    const { uart } = world.simulated;
    uart.ignored = true;
    return {
      end: () => {
        uart.ignored = false;
      },
    };
  },
  estop: ({ world }) => {
    const { interlock } = world.simulated;
    interlock.estop = true;
    return {
      end: () => {
        interlock.estop = false;
      },
    };
  },
  busHang: ({ world, name }) => {
    const { board } = world;
    (name === "anode" ? board?.anodeBus : board?.cathodeBus)?.hang();
    return undefined;
  },
  busShorted: ({ world, name }) => {
    const bus = name === "anode" ? world.board?.anodeBus : world.board?.cathodeBus;
    if (bus === undefined) return undefined;
    bus.shorted = true;
    return {
      end: () => {
        bus.shorted = false;
      },
    };
  },
} as const satisfies Record<string, FaultAct>;
