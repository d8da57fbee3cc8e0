import getResetReason from "resetReason";
import Serial from "embedded:io/serial";
import storage from "embedded:storage/key-value";
import config from "mc/config";
import Time from "time";
import Timer from "timer";
import { AbsentConverter, AbsentInterlock, AbsentScrew } from "./absent.js";
import type { Board } from "./board-contract.js";
import { FlashStore, type KeyValueDomain } from "./esp32/flash-store.js";
import { MonotonicClock } from "./esp32/monotonic-clock.js";
import { SerialUart, type SerialUartOptions } from "./esp32/serial-uart.js";

/** The pins and ports of this board, from the manifest's `config`. */
interface BoardConfig {
  readonly serialNumber: string;
  readonly uart: {
    readonly port: number;
    readonly transmit: number;
    readonly receive: number;
    readonly baud: number;
  };
}

/**
 * The ESP32 board: clock, UART and store are real; sensors, screws and lines are absent until their drivers exist,
 * which the self-test (`*TST?`) says.
 */
export default function board(): Board {
  const { serialNumber, uart: pins } = config as unknown as BoardConfig;
  const uart = new SerialUart({
    io: Serial as unknown as SerialUartOptions["io"],
    port: pins.port,
    transmit: pins.transmit,
    receive: pins.receive,
    baud: pins.baud,
    ticks: () => Time.ticks,
  });
  const store = new FlashStore(
    storage.open({ path: "isobar", format: "buffer" }) as unknown as KeyValueDomain,
  );
  const absentSide = () => ({ adc: new AbsentConverter(), screw: new AbsentScrew() });
  return {
    hal: {
      clock: new MonotonicClock(() => Time.ticks),
      anode: absentSide(),
      cathode: absentSide(),
      cellVoltage: new AbsentConverter(),
      thermometer: new AbsentConverter(),
      interlock: new AbsentInterlock(),
      uart,
      store,
    },
    serial: serialNumber,
    resetReason: getResetReason().string,
    start(tickMs, onTick, onReceive) {
      uart.onReceive = onReceive;
      Timer.repeat(onTick, tickMs);
    },
  };
}
