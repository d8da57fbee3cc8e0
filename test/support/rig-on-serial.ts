import { SerialUart } from "../../hal/esp32/serial-uart.js";
import { Rig, tickUs } from "../../src/rig.js";
import { Esp32Serial } from "./esp32-serial.js";
import { FakeHal } from "./fake-hal.js";
import { settingsWith } from "./settings-with.js";

/** The firmware's rig behind the serial port of an ESP32, and a host at the other end of the wire. */
export class RigOnSerial {
  readonly serial = new Esp32Serial();
  readonly hal = new FakeHal();
  readonly uart: SerialUart;
  readonly rig: Rig;
  ticks = 0;
  private heardBytes = 0;
  private nextTickUs = tickUs;

  constructor() {
    const { serial } = this;
    this.uart = new SerialUart({
      io: serial.io,
      port: 2,
      transmit: 17,
      receive: 16,
      baud: 115200,
      ticks: () => serial.ticks,
    });
    const settings = settingsWith();
    const identity = { serial: "BENCH-7", bootCount: 3 };
    this.rig = new Rig({ ...this.hal, uart: this.uart }, settings, identity);
    this.uart.onReceive = () => this.rig.receive();
  }

  /** Time goes on, ms; ticks come when they are due, unless the machine is busy. */
  pass(ms: number): void {
    for (let i = 0; i < ms; i += 1) {
      this.serial.pass(1000);
      this.hal.clock.atUs = this.serial.atUs;
      if (this.serial.busy || this.serial.atUs < this.nextTickUs) continue;
      this.nextTickUs += tickUs;
      this.ticks += 1;
      this.rig.tick();
    }
  }

  /** All that the host has heard since the last call. */
  heard(): string {
    const text = Buffer.from(this.serial.sent.slice(this.heardBytes)).toString("latin1");
    this.heardBytes = this.serial.sent.length;
    return text;
  }

  /** Sends a line and waits for a whole line to come back, `ms` at most. */
  ask(line: string, ms: number): string {
    this.serial.hostSend(`${line}\n`);
    let reply = "";
    for (let waited = 0; waited < ms && !reply.endsWith("\n"); waited += 5) {
      this.pass(5);
      reply += this.heard();
    }
    return reply;
  }
}
