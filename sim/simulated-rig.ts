import type { Hal } from "../hal/hal.js";
import { BreathingCell } from "./cell/breathing-cell.js";
import { Cell, type CellModel } from "./cell/cell.js";
import { Cycler } from "./cell/cycler.js";
import type { DisplacementTrace } from "./cell/displacement-trace.js";
import { SimCellVoltage } from "./devices/sim-cell-voltage.js";
import { SimClock } from "./devices/sim-clock.js";
import { SimInterlock } from "./devices/sim-interlock.js";
import { SimStore } from "./devices/sim-store.js";
import { SimThermometer } from "./devices/sim-thermometer.js";
import { SimUart } from "./devices/sim-uart.js";
import { Line } from "./line.js";
import { Press } from "./mechanics/press.js";
import { Prng } from "./prng.js";
import type { RigModel } from "./rigs/table.js";
import type { Scenario } from "./scenarios/table.js";
import { FrameThermometer } from "./sensors/thermometer.js";
import { VoltageAdc } from "./sensors/voltage-adc.js";
import { SimulatedSide } from "./simulated-side.js";
import { Thermal } from "./thermal.js";
import { makeTruth, type Truth } from "./truth.js";

export interface SimulatedRigOptions {
  readonly rig: RigModel;
  readonly scenario: Scenario;
  /** The measured displacement that the scenario names, when it names one. */
  readonly trace?: DisplacementTrace | undefined;
  /** Draws noise, lash scatter, step phase, bridge polarity and temperature phase. */
  readonly seed: number;
}

/**
 * Cell, cycler and temperatures move on once in this time, us; between, growth goes in a straight
 * line.
 */
const slowStepUs = 1_000_000;

/** What converts one quantity of the world into codes: at contract level, or the chip on its bus. */
export interface SlowConverter {
  advance(atUs: number, dtS: number, value: number): void;
}

/**
 * A whole rig in simulated time, behind the same `Hal` as a real one: cell, cycler, room, both
 * trains, chips and sensors. `advance` goes through one tick in the order of physics 9. The
 * controller sees `hal`; scorer and log read `truth`; tests reach the faults through the devices'
 * fields.
 */
export class SimulatedRig {
  readonly hal: Hal;
  readonly truth: Truth;
  readonly anode: SimulatedSide;
  readonly cathode: SimulatedSide;
  readonly press: Press;
  readonly cell: CellModel;
  readonly cycler: Cycler;
  readonly clock = new SimClock();
  readonly uart = new SimUart();
  readonly store = new SimStore();
  readonly interlock = new SimInterlock();
  readonly cellVoltage: SimCellVoltage;
  readonly thermometer: SimThermometer;
  readonly voltageAdc: VoltageAdc;
  readonly frameThermometer: FrameThermometer;
  /** What takes part in the physics; emulated chips take these places. */
  voltageConverter: SlowConverter;
  frameConverter: SlowConverter;
  /** Fault: what the voltage channel sees in place of the cell's voltage. */
  lead: ((volts: number) => number) | undefined;
  /** Fault: the cell leaks from piston to frame through this resistance. */
  leakOhm = Infinity;
  /** Called before each stretch of time; the wires of emulated lines are set here. */
  wire: (() => void) | undefined;

  readonly #thermal: Thermal;
  readonly #anodeGrowth: Line;
  readonly #cathodeGrowth: Line;
  readonly #frame: Line;
  readonly #stack: Line;
  /** Instant up to which cell and temperatures are known. */
  #knownUs = 0;

  constructor(options: SimulatedRigOptions) {
    const { rig, scenario, seed } = options;
    this.press = new Press(rig);
    this.anode = new SimulatedSide(rig, "anode", this.press.anode, seed, this.clock);
    this.cathode = new SimulatedSide(rig, "cathode", this.press.cathode, seed, this.clock);
    this.cell = cellOf(options);
    this.cycler = new Cycler(scenario.cycler);
    this.#thermal = new Thermal(rig.thermal, scenario.room, new Prng(seed, "temperature"));
    this.voltageAdc = new VoltageAdc(rig.cellVoltage, new Prng(seed, "cell voltage"));
    this.cellVoltage = new SimCellVoltage(this.voltageAdc, this.clock);
    this.voltageConverter = this.cellVoltage;
    this.frameThermometer = new FrameThermometer(rig.thermometer, new Prng(seed, "thermometer"));
    this.thermometer = new SimThermometer(this.frameThermometer, this.clock);
    this.frameConverter = this.thermometer;
    this.#anodeGrowth = new Line(this.cell.anodeGrowthUm);
    this.#cathodeGrowth = new Line(this.cell.cathodeGrowthUm);
    this.#frame = new Line(this.#thermal.frameDegC);
    this.#stack = new Line(this.#thermal.stackDegC);
    this.anode.start(this.#thermal.frameDegC, this.#thermal.stackDegC);
    this.cathode.start(this.#thermal.frameDegC, this.#thermal.stackDegC);
    this.truth = makeTruth(this.press.areaMm2);
    this.hal = {
      clock: this.clock,
      anode: this.anode,
      cathode: this.cathode,
      cellVoltage: this.cellVoltage,
      thermometer: this.thermometer,
      interlock: this.interlock,
      uart: this.uart,
      store: this.store,
    };
    this.#tellCell();
    this.#tellRest(this.#thermal.frameDegC, this.#thermal.stackDegC);
  }

  /** Goes through one tick of `dtUs` microseconds, at the end of which the clock stands. */
  advance(dtUs: number): void {
    const fromUs = this.clock.worldUs;
    const toUs = fromUs + dtUs;
    const dtS = dtUs * 1e-6;
    this.wire?.();
    while (this.#knownUs < toUs) this.#slowStep();
    const share = 1 - (this.#knownUs - toUs) / slowStepUs;
    const frameDegC = this.#frame.at(share);
    const stackDegC = this.#stack.at(share);
    this.anode.push(dtS, this.#anodeGrowth.at(share), frameDegC, stackDegC);
    this.cathode.push(dtS, this.#cathodeGrowth.at(share), frameDegC, stackDegC);
    this.press.advance(dtS);
    this.anode.sense(fromUs, dtS, stackDegC);
    this.cathode.sense(fromUs, dtS, stackDegC);
    const volts = this.truth.cellVolts;
    this.voltageConverter.advance(fromUs, dtS, this.lead === undefined ? volts : this.lead(volts));
    this.frameConverter.advance(fromUs, dtS, frameDegC);
    this.uart.advance(dtS);
    this.clock.set(toUs);
    this.#tellRest(frameDegC, stackDegC);
  }

  /**
   * One second of room, cycler and cell ahead of the mechanics, at the pressures of the last tick.
   */
  #slowStep(): void {
    const dtS = slowStepUs * 1e-6;
    const toKPa = 1000 / this.press.areaMm2;
    const thermal = this.#thermal;
    const cell = this.cell;
    // The voltage is told as it was at the beginning of this second: a current shows up when it
    // flows.
    this.#tellCell();
    thermal.advance(dtS);
    if (this.interlock.cyclerOpen && !this.cycler.opened) this.cycler.open();
    this.cycler.advance(dtS, cell.volts);
    cell.advance(
      dtS,
      this.cycler.currentMAPerCm2 - this.#leakMAPerCm2,
      this.press.anode.pelletN * toKPa,
      this.press.cathode.pelletN * toKPa,
      thermal.stackDegC,
    );
    this.#anodeGrowth.extend(cell.anodeGrowthUm);
    this.#cathodeGrowth.extend(cell.cathodeGrowthUm);
    this.#frame.extend(thermal.frameDegC);
    this.#stack.extend(thermal.stackDegC);
    this.#knownUs += slowStepUs;
  }

  /** Current that does not pass the electrodes on its way: 1 mm2 is 0.01 cm2. */
  get #leakMAPerCm2(): number {
    if (this.leakOhm === Infinity) return 0;
    return (this.cell.volts * 1000) / this.leakOhm / (this.press.areaMm2 / 100);
  }

  /** Room and frame, for faults that warm them. */
  get thermal(): Thermal {
    return this.#thermal;
  }

  #tellCell(): void {
    const truth = this.truth;
    truth.cellVolts = this.cell.volts;
    truth.currentMAPerCm2 = this.cycler.currentMAPerCm2;
    truth.extractedMAhPerG = this.cell.extractedMAhPerG;
    truth.cyclePhase = this.cycler.phase;
    truth.cycle = this.cycler.cycle;
    truth.roomDegC = this.#thermal.roomDegC;
  }

  #tellRest(frameDegC: number, stackDegC: number): void {
    const truth = this.truth;
    const press = this.press;
    this.anode.tell(truth.anode, press.feltStiffnessNPerUm(press.anode));
    this.cathode.tell(truth.cathode, press.feltStiffnessNPerUm(press.cathode));
    truth.frameDegC = frameDegC;
    truth.stackDegC = stackDegC;
    truth.wallForceN = press.wall.friction.forceN;
    truth.wallCapacityN = press.wall.friction.capacityN;
    truth.slipping = press.wall.slipping;
    truth.pelletTravelUm = press.wall.travelUm;
  }
}

/** The measured cell when the scenario has a displacement, the modelled one otherwise. */
function cellOf(options: SimulatedRigOptions): CellModel {
  const { rig, scenario, trace, seed } = options;
  if (scenario.displacement === undefined) {
    const diameterMm = rig.mould.dieDiameter;
    return new Cell(scenario.cell, new Prng(seed, "lithium short"), diameterMm);
  }
  if (trace === undefined) {
    throw new Error("the scenario has a displacement, so its trace must be given");
  }
  return new BreathingCell(scenario.displacement, trace);
}
