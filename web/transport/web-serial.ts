import { LineSplitter } from "./line-splitter.js";
import type { Listener, Transport } from "./transport.js";

/** What the page uses of Web Serial (https://wicg.github.io/serial); TypeScript's own library has no types of it. */
interface Port {
  readonly readable: ReadableStream<Uint8Array> | null;
  readonly writable: WritableStream<Uint8Array> | null;
  open(options: { baudRate: number }): Promise<void>;
  setSignals(signals: { dataTerminalReady: boolean; requestToSend: boolean }): Promise<void>;
  close(): Promise<void>;
}

interface Serial {
  requestPort(): Promise<Port>;
  /** Those that were allowed before. */
  getPorts(): Promise<readonly Port[]>;
}

export function serialOf(): Serial | undefined {
  return (navigator as Navigator & { serial?: Serial }).serial;
}

/**
 * A rig at a serial port of this computer. Both control lines stay off: an ESP32 would start anew. `again`: nobody has
 * asked for it now, so that it is the port that was allowed before, or none.
 */
export function openWebSerial(serial: Serial, listener: Listener, again: boolean): Transport {
  const line = new SerialLine(listener);
  line.open(serial, again).catch((error: unknown) => listener.closed(String(error)));
  return line;
}

class SerialLine implements Transport {
  private readonly listener: Listener;
  private readonly encoder = new TextEncoder();
  private writer: WritableStreamDefaultWriter<Uint8Array> | undefined;
  private reader: ReadableStreamDefaultReader<Uint8Array> | undefined;

  constructor(listener: Listener) {
    this.listener = listener;
  }

  async open(serial: Serial, again: boolean): Promise<void> {
    const port = again ? await allowed(serial) : await serial.requestPort();
    if (port === undefined) {
      this.listener.closed("");
      return;
    }
    await port.open({ baudRate: 115200 });
    await port.setSignals({ dataTerminalReady: false, requestToSend: false });
    this.writer = port.writable?.getWriter();
    this.reader = port.readable?.getReader();
    this.listener.opened("Web Serial");
    const decoder = new TextDecoder("latin1");
    const splitter = new LineSplitter((text) => this.listener.line(text));
    for (;;) {
      const part = await this.reader?.read();
      if (part === undefined || part.done) break;
      splitter.push(decoder.decode(part.value, { stream: true }));
    }
    this.reader?.releaseLock();
    this.writer?.releaseLock();
    await port.close();
    this.listener.closed("");
  }

  send(message: string): void {
    this.write(`${message}\n`);
  }

  stop(): void {
    this.write("!");
  }

  close(): void {
    this.reader?.cancel().catch(() => undefined);
  }

  private write(text: string): void {
    this.writer?.write(this.encoder.encode(text)).catch((e: unknown) => {
      this.listener.closed(String(e));
    });
  }
}

/** The one port that was allowed before; of several nobody knows which. */
async function allowed(serial: Serial): Promise<Port | undefined> {
  const ports = await serial.getPorts();
  return ports.length === 1 ? ports[0] : undefined;
}
