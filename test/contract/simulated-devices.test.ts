import { SimCellVoltage } from "../../sim/devices/sim-cell-voltage.js";
import { SimClock } from "../../sim/devices/sim-clock.js";
import { SimInterlock } from "../../sim/devices/sim-interlock.js";
import { SimLoadCellAdc } from "../../sim/devices/sim-load-cell-adc.js";
import { SimStore } from "../../sim/devices/sim-store.js";
import { SimThermometer } from "../../sim/devices/sim-thermometer.js";
import { SimUart } from "../../sim/devices/sim-uart.js";
import { Prng } from "../../sim/prng.js";
import type { RigModel } from "../../sim/rigs/table.js";
import { BridgeAdc } from "../../sim/sensors/bridge-adc.js";
import { FrameThermometer } from "../../sim/sensors/thermometer.js";
import { VoltageAdc } from "../../sim/sensors/voltage-adc.js";
import { simScrewOn, umPerFullStepOf } from "../support/motion-bench.js";
import { rigWith } from "../support/rig-with.js";
import { TickBench } from "../support/tick-bench.js";
import { clockContract } from "./clock.contract.js";
import { interlockContract } from "./interlock.contract.js";
import { loadCellAdcContract } from "./load-cell-adc.contract.js";
import { screwContract } from "./screw.contract.js";
import { cellVoltageContract, thermometerContract } from "./slow-channels.contract.js";
import { storeContract } from "./store.contract.js";
import { uartContract } from "./uart.contract.js";

function converterOnBench(rig: RigModel, polarity: 1 | -1) {
  const bench = new TickBench();
  const bridge = new BridgeAdc(rig.anode, polarity, new Prng(1, "converter"));
  const adc = new SimLoadCellAdc(bridge, new Prng(1, "faults"), bench.clock);
  let forceN = 0;
  return {
    adc,
    rateHz: rig.anode.adc.rate,
    nowUs: bench.nowUs,
    pass: (s: number) => bench.pass(s, (atUs, dtS) => adc.advance(atUs, dtS, forceN, forceN)),
    press: (n: number) => {
      forceN = n;
    },
    overload: () => {
      forceN = 1e6;
    },
    breakBus: (broken: boolean) => {
      adc.accessFault = broken ? "bus" : undefined;
    },
    loseSupply: () => adc.resetChip(),
  };
}

function screwOnBench(rig: RigModel, side: "anode" | "cathode") {
  const bench = new TickBench();
  const screw = simScrewOn(rig, side);
  return {
    screw,
    registerUm: umPerFullStepOf(rig, side) / 256,
    nowUs: bench.nowUs,
    pass: (s: number) => bench.pass(s, (_, dtS) => screw.advance(dtS, 20)),
    nutUm: () => screw.drive.nutUm,
    breakBus: (broken: boolean) => {
      screw.mute = broken;
    },
    loseSupply: () => screw.resetChip(),
  };
}

function cellVoltageOnBench(rig: RigModel) {
  const bench = new TickBench();
  const physics = new VoltageAdc(rig.cellVoltage, new Prng(1, "cell voltage"));
  const cellVoltage = new SimCellVoltage(physics, bench.clock);
  let volts = 0;
  return {
    cellVoltage,
    tooHighVolts: 1.1 * rig.cellVoltage.fullScale,
    nowUs: bench.nowUs,
    pass: (s: number) => bench.pass(s, (atUs, dtS) => cellVoltage.advance(atUs, dtS, volts)),
    apply: (value: number) => {
      volts = value;
    },
    breakBus: (broken: boolean) => {
      cellVoltage.dead = broken;
    },
  };
}

function thermometerOnBench(rig: RigModel) {
  const bench = new TickBench();
  const physics = new FrameThermometer(rig.thermometer, new Prng(1, "t"));
  const thermometer = new SimThermometer(physics, bench.clock);
  let degC = 25;
  return {
    thermometer,
    nowUs: bench.nowUs,
    pass: (s: number) => bench.pass(s, (atUs, dtS) => thermometer.advance(atUs, dtS, degC)),
    warm: (value: number) => {
      degC = value;
    },
    breakBus: (broken: boolean) => {
      thermometer.dead = broken;
    },
  };
}

function uartOnBench() {
  const bench = new TickBench();
  const uart = new SimUart();
  const into = new Uint8Array(65536);
  return {
    uart,
    pass: (s: number) => bench.pass(s, (_, dtS) => uart.advance(dtS)),
    hostSend: (bytes: Uint8Array) => uart.hostSend(bytes),
    hostTake: () => into.slice(0, uart.hostTake(into)),
  };
}

describe("simulated devices keep the contracts:", () => {
  const rig = rigWith("reference");

  clockContract(() => {
    const clock = new SimClock();
    return { clock, pass: (s) => clock.set(clock.now() + Math.round(s * 1e6)) };
  });

  describe("10 Hz", () => {
    loadCellAdcContract(() => converterOnBench(rig, 1));
  });

  describe("320 Hz, wired the other way round", () => {
    const fast = rigWith("reference", { anode: { adc: { rate: "320 Hz" } } });
    loadCellAdcContract(() => converterOnBench(fast, -1));
  });

  describe("27:1", () => screwContract(() => screwOnBench(rig, "anode")));

  describe("without gears", () => {
    screwContract(() => screwOnBench(rigWith("direct"), "cathode"));
  });

  cellVoltageContract(() => cellVoltageOnBench(rig));

  thermometerContract(() => thermometerOnBench(rig));

  interlockContract(() => {
    const interlock = new SimInterlock();
    return {
      interlock,
      pressEstop: (pressed) => {
        interlock.estop = pressed;
      },
      askForQuiet: (asked) => {
        interlock.quiet = asked;
      },
      cyclerOpen: () => interlock.cyclerOpen,
      monitor: (good) => {
        interlock.monitorOhm = () => (good ? 20e6 : 5e6);
      },
    };
  });

  uartContract(uartOnBench);

  storeContract(() => {
    const store = new SimStore();
    return { store, failDuringSave: (key) => store.lose(key) };
  });
});
