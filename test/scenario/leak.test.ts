import assert from "node:assert/strict";
import type { Hal, SideHal } from "../../hal/hal.js";
import { counts } from "../../hal/units.js";
import { SimulatedRig } from "../../sim/simulated-rig.js";
import type { SimulatedSide } from "../../sim/simulated-side.js";
import type { Truth } from "../../sim/truth.js";
import { Rig, tickUs } from "../../src/rig.js";
import { Tape, TapeMismatch } from "../support/tape.js";
import { planned, type WorldPlan } from "../support/world-of.js";

// The leak test of the design: the truth is altered while the readings stay the same, and what the controller does must
// not change. What it does is every call that ends in a screw or on the wire.

const simulatedS = 600;
/** By then the converters have started. */
const startTicks = 30;

/** What a rig did, in order: targets, stops, and the bytes it sent. */
type Deeds = readonly string[];

/** Puts something between the rig and its hal that may know the truth. */
type Between = (hal: Hal, truth: Truth) => Hal;

/** Lets a rig run on a hal; `peek` is called after each tick as if it were a part of the rig. */
type Peek = (rig: Rig, hal: Hal) => void;

interface Run {
  readonly deeds: Deeds;
  readonly truth: Truth;
}

function run(
  simulated: SimulatedRig,
  hal: Hal,
  plan: WorldPlan,
  between: Between,
  peek: Peek,
): Run {
  const { settings, programme } = planned(plan);
  const deeds: string[] = [];
  const seen = noting(between(hal, simulated.truth), deeds);
  const rig = new Rig(seen, settings, { serial: "LEAK", bootCount: 1 });
  simulated.uart.hostSend("DATA:STR ON\n");
  rig.receive();
  assert.ok(programme !== undefined);
  try {
    for (let i = 0; i < simulatedS * 10; i += 1) {
      if (i === startTicks) rig.start(programme);
      simulated.advance(tickUs);
      rig.tick();
      peek(rig, seen);
    }
  } catch (error) {
    // A rig that asks for other readings than before has already gone another way.
    if (!(error instanceof TapeMismatch)) throw error;
    deeds.push(error.message);
  }
  return { deeds, truth: simulated.truth };
}

/** Notes what is done to screws and wire, and lets it through. */
function noting(hal: Hal, deeds: string[]): Hal {
  const side = (name: string, inner: SideHal): SideHal =>
    new Proxy(inner, {
      get: (target, key) =>
        key !== "screw"
          ? Reflect.get(target, key, target)
          : new Proxy(inner.screw, {
              get: (screw, member) => {
                const value: unknown = Reflect.get(screw, member, screw);
                if (typeof value !== "function") return value;
                return (...given: unknown[]) => {
                  if (member !== "read") deeds.push(`${name} ${String(member)} ${given.join(" ")}`);
                  return value.apply(screw, given) as unknown;
                };
              },
            }),
    });
  const anode = side("anode", hal.anode);
  const cathode = side("cathode", hal.cathode);
  const uart = {
    read: (into: Uint8Array) => hal.uart.read(into),
    write: (bytes: Uint8Array, start: number, end: number) => {
      const taken = hal.uart.write(bytes, start, end);
      deeds.push(Buffer.from(bytes.subarray(start, start + taken)).toString("latin1"));
      return taken;
    },
  };
  const replaced: Partial<Hal> = { anode, cathode, uart };
  return new Proxy(hal, {
    get: (target, key) =>
      key in replaced ? replaced[key as keyof Hal] : (Reflect.get(target, key, target) as unknown),
  });
}

/**
 * Runs the rig in one world, then again on the readings of that run in another. Where the two went apart: the first deed
 * that differs, or undefined when there is none.
 */
function leak(
  plan: WorldPlan,
  other: WorldPlan,
  between: Between = (hal) => hal,
  peek: Peek = () => {},
): string | undefined {
  const tape = new Tape();
  const first = new SimulatedRig(planned(plan));
  const recorded = run(first, tape.record(first.hal), plan, between, peek);
  const second = new SimulatedRig(planned(other));
  const replayed = run(second, tape.play(second.hal), plan, between, peek);
  assert.ok(recorded.deeds.length > 1000, "the rig did next to nothing");
  assert.notEqual(
    recorded.truth.anode.forceN,
    replayed.truth.anode.forceN,
    "the truth is the same",
  );
  const { length } = recorded.deeds;
  for (let i = 0; i < Math.max(length, replayed.deeds.length); i += 1) {
    if (recorded.deeds[i] !== replayed.deeds[i])
      return `${recorded.deeds[i]} / ${replayed.deeds[i]}`;
  }
  return undefined;
}

const plan: WorldPlan = { seed: 3 };

/** Worlds whose truth differs: stiffness and lash, cell, and everything that a seed draws. */
const others: Record<string, WorldPlan> = {
  "another stiffness and another lash": {
    seed: 3,
    rigChange: { anode: { spring: { rate: "0.3 N/um" }, drive: { lash: "12 um" } } },
  },
  "another cell": { seed: 3, scenario: "lto-null" },
  "a cell that is cycled ten times faster": {
    seed: 3,
    scenarioChange: { cycler: { current: "2 mA/cm2", start: "0 s" } },
  },
  "another seed": { seed: 4 },
  "another rig altogether": { seed: 3, rig: "hard" },
};

describe("the controller sees readings, not the truth:", () => {
  for (const [name, other] of Object.entries(others)) {
    it(`on the same readings it does the same with ${name}`, () => {
      assert.equal(leak(plan, other), undefined);
    });
  }
});

describe("a programmed spring sees readings, not the truth:", () => {
  const spring: WorldPlan = {
    ...plan,
    programme: {
      name: "spring",
      steps: [
        { approach: { touch: "5 N" } },
        {
          stiffness: {
            anode: { rate: "50 N/mm", preload: "1 MPa" },
            cathode: { rate: "1 N/mm", preload: "0.2 MPa" },
          },
        },
      ],
    },
  };
  for (const name of ["another stiffness and another lash", "another rig altogether"] as const) {
    it(`on the same readings it does the same with ${name}`, () => {
      const peeked = new Set<string>();
      const peek: Peek = ({ anode }) => {
        if (anode.spring?.set === true) peeked.add("set");
      };
      const other = { ...others[name], programme: spring.programme } as WorldPlan;
      assert.equal(leak(spring, other, undefined, peek), undefined);
      assert.ok(peeked.has("set"), "the spring never began");
    });
  }
});

describe("the leak test itself", () => {
  const other = others["another stiffness and another lash"] as WorldPlan;

  it("finds a converter whose code knows the true force, by a thousandth", () => {
    const leaky: Between = (hal, truth) => {
      const { adc } = hal.anode;
      const read: typeof adc.read = (into) => {
        const kind = adc.read(into);
        into.counts = counts(Math.round(into.counts + truth.anode.forceN));
        return kind;
      };
      return { ...hal, anode: { adc: { read }, screw: hal.anode.screw } };
    };
    assert.notEqual(leak(plan, other, leaky), undefined);
  });

  it("finds a firmware that reaches through its hal into the simulation", () => {
    const peek: Peek = (rig, hal) => {
      const { press } = hal.anode as unknown as SimulatedSide;
      rig.anode.loop.motion.wantedUm += 1e-4 * press.forceN;
    };
    assert.notEqual(leak(plan, other, undefined, peek), undefined);
  });
});
