import type { CellVoltage } from "../cell-voltage.js";
import type { Clock } from "../clock.js";
import type { SideHal } from "../hal.js";
import type { Thermometer } from "../thermometer.js";
import { Ads1115 } from "./ads1115.js";
import type { BoardParameters, BusName } from "./board-parameters.js";
import { DigitalLines, MotorEnable } from "./digital-lines.js";
import { I2cBusRecovery } from "./i2c-bus-recovery.js";
import type { I2cBusOptions, I2cConstructor } from "./io.js";
import type { DigitalConstructor } from "./io-digital.js";
import type { SpiConstructor } from "./io-spi.js";
import { Nau7802 } from "./nau7802.js";
import type { PinMap } from "./pin-map.js";
import { SpiPort } from "./spi-port.js";
import { Tmc5160 } from "./tmc5160.js";
import { Tmp117 } from "./tmp117.js";

/** The ECMA-419 constructors of the runtime, or of emulated buses. */
export interface RigIo {
  readonly I2C: I2cConstructor;
  readonly SPI: SpiConstructor;
  readonly Digital: DigitalConstructor;
}

/** All of a rig that hangs on pins: what `Hal` has beside clock, UART and store. */
export interface RigParts {
  readonly anode: SideHal;
  readonly cathode: SideHal;
  readonly cellVoltage: CellVoltage;
  readonly thermometer: Thermometer;
  readonly interlock: DigitalLines;
}

/** An I2C bus as the drivers are told of it. */
interface Bus {
  readonly io: I2cConstructor;
  readonly bus: I2cBusOptions;
  readonly clock: Clock;
}

/**
 * The parts of the reference rig with their drivers, by pin map and parameters of the board. Nothing is energised: the
 * enable line of the motors is high before anything else happens, and the chips are set up by the first readings.
 */
export function rigParts(io: RigIo, pins: PinMap, board: BoardParameters, clock: Clock): RigParts {
  const enable = new MotorEnable({ io: io.Digital, pin: pins.motorDisable });
  const { estop, quiet, cyclerOpen, insulated } = pins;
  const interlock = new DigitalLines({ io: io.Digital, estop, quiet, cyclerOpen, insulated });
  const port = new SpiPort({ io: io.SPI, ...pins.spi, ...board.spi });
  const buses = { anode: i2cBus("anode"), cathode: i2cBus("cathode") };

  function i2cBus(name: BusName): Bus {
    const { data, clock: scl } = pins.i2c[name];
    const { hz, timeoutMs } = board.i2c;
    const recovery = new I2cBusRecovery({ io: io.I2C, digital: io.Digital, data, clock: scl });
    const bus = { data, clock: scl, hz, port: board.i2c[name].port, timeout: timeoutMs };
    return { io: recovery.I2C, bus, clock };
  }

  function side(name: BusName, motor: number): SideHal {
    const { senseOhm, clockHz } = board.motors;
    const { rateSps, gain, ldoVolts } = board.loadCellAdc;
    const currents = { ...board.motors[name], senseOhm };
    const select = pins.select[name];
    return {
      adc: new Nau7802({ ...buses[name], rateSps, gain, ldoVolts }),
      screw: new Tmc5160({ port, io: io.Digital, select, enable, motor, clockHz, ...currents }),
    };
  }

  const { cellVoltage, thermometer } = board;
  return {
    anode: side("anode", 1),
    cathode: side("cathode", 2),
    cellVoltage: new Ads1115({ ...cellVoltage, ...buses[cellVoltage.bus] }),
    thermometer: new Tmp117({ ...thermometer, ...buses[thermometer.bus] }),
    interlock,
  };
}
