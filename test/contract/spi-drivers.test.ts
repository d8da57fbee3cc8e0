import { micrometres } from "../../hal/units.js";
import { Pins } from "../../sim/buses/pins.js";
import type { RigModel } from "../../sim/rigs/table.js";
import { benchPins, linesOn, MotionOnBus, umPerFullStepOf } from "../support/motion-bench.js";
import { rigWith } from "../support/rig-with.js";
import { TickBench } from "../support/tick-bench.js";
import { interlockContract } from "./interlock.contract.js";
import { screwContract } from "./screw.contract.js";

function screwOnBus(rig: RigModel, side: "anode" | "cathode") {
  const bench = new TickBench();
  const motion = new MotionOnBus(rig);
  const screw = motion[side];
  const chip = side === "anode" ? motion.anodeChip : motion.cathodeChip;
  screw.configure(micrometres(umPerFullStepOf(rig, side)));
  return {
    screw,
    registerUm: umPerFullStepOf(rig, side) / 256,
    nowUs: bench.nowUs,
    pass: (s: number) => bench.pass(s, (_, dtS) => chip.advance(dtS, 20)),
    nutUm: () => chip.drive.nutUm,
    breakBus: (broken: boolean) => {
      chip.silent = broken;
    },
    loseSupply: () => chip.reset(),
  };
}

describe("drivers over emulated SPI and pins keep the contracts:", () => {
  describe("TMC5160, 27:1", () => screwContract(() => screwOnBus(rigWith("reference"), "anode")));

  describe("TMC5160, without gears", () => {
    screwContract(() => screwOnBus(rigWith("direct"), "cathode"));
  });

  interlockContract(() => {
    const pins = new Pins();
    const lines = linesOn(pins);
    pins.pullUp(benchPins.quiet);
    // A closed contact pulls the input to ground.
    const pressEstop = (pressed: boolean) => pins.force(benchPins.estop, pressed ? undefined : 0);
    pressEstop(false);
    pins.pullUp(benchPins.cyclerOpen);
    return {
      interlock: lines,
      pressEstop,
      askForQuiet: (asked) => pins.force(benchPins.quiet, asked ? 0 : undefined),
      cyclerOpen: () => pins.level(benchPins.cyclerOpen) === 0,
      monitor: (good) => pins.force(benchPins.insulated, good ? 0 : undefined),
    };
  });
});
