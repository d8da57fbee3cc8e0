import getResetReason from "resetReason";
import Digital from "embedded:io/digital";
import I2C from "embedded:io/i2c";
import Serial from "embedded:io/serial";
import SPI from "embedded:io/spi";
import storage from "embedded:storage/key-value";
import config from "mc/config";
import Time from "time";
import Timer from "timer";
import type { Board } from "./board-contract.js";
import { readBoardParameters } from "./esp32/board-parameters.js";
import { FlashStore, type KeyValueDomain } from "./esp32/flash-store.js";
import { MonotonicClock } from "./esp32/monotonic-clock.js";
import { readPinMap } from "./esp32/pin-map.js";
import { type RigIo, rigParts } from "./esp32/rig-parts.js";
import { SerialUart, type SerialUartOptions } from "./esp32/serial-uart.js";

/** What else of the manifest's `config` the board uses; pins and parameters have readers of their own. */
interface BoardConfig {
  readonly serialNumber: string;
}

/**
 * The ESP32 board: every part of the rig behind its driver, by the pins and parameters of the manifest. What does not answer
 * is told by the self-test (`*TST?`) and asked again each tick.
 */
export default function board(): Board {
  const { serialNumber } = config as unknown as BoardConfig;
  const pins = readPinMap(config);
  const parameters = readBoardParameters(config);
  const uart = new SerialUart({
    io: Serial as unknown as SerialUartOptions["io"],
    port: parameters.uart.port,
    transmit: pins.uart.transmit,
    receive: pins.uart.receive,
    baud: parameters.uart.baud,
    ticks: () => Time.ticks,
  });
  const store = new FlashStore(
    storage.open({ path: "isobar", format: "buffer" }) as unknown as KeyValueDomain,
  );
  const clock = new MonotonicClock(() => Time.ticks);
  // The SDK's classes by our narrow names for them (esp32/io*.ts).
  const io = { I2C, SPI, Digital } as unknown as RigIo;
  return {
    hal: { ...rigParts(io, pins, parameters, clock), clock, uart, store },
    serial: serialNumber,
    resetReason: getResetReason().string,
    start(tickMs, onTick, onReceive) {
      uart.onReceive = onReceive;
      Timer.repeat(onTick, tickMs);
    },
  };
}
