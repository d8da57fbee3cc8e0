import { closeSync, constants, createReadStream, openSync, statSync, writeSync } from "node:fs";
import { connect } from "node:net";
import type { Readable } from "node:stream";
import { UsageError } from "../command/exit.js";

/** An open line to a rig. */
export interface Link {
  send(text: string): void;
  close(): void;
}

export interface LinkEvents {
  bytes(bytes: Uint8Array): void;
  /** The line is gone; called once. */
  closed(why: string): void;
}

/** Where a rig is. */
export type Place =
  | { readonly kind: "tcp"; readonly host: string; readonly port: number }
  | { readonly kind: "stdin" }
  | { readonly kind: "path"; readonly path: string };

export function readPlace(text: string): Place {
  if (text === "-") return { kind: "stdin" };
  const tcp = /^tcp:\/\/(\[[^\]]+\]|[^:/]+):(\d{1,5})$/u.exec(text);
  if (tcp !== null) {
    const port = Number(tcp[2]);
    if (port < 1 || port > 65535)
      throw new UsageError(`--port: ${port} is no port; 1 to 65535 are`);
    return { kind: "tcp", host: (tcp[1] ?? "").replace(/^\[|\]$/gu, ""), port };
  }
  if (text.includes("://")) {
    throw new UsageError(`--port must be a device, tcp://HOST:PORT or -, not "${text}"`);
  }
  return { kind: "path", path: text };
}

/** Does a place end by itself? A file that is read does; a line is opened again. */
export function endsByItself(place: Place): boolean {
  if (place.kind === "stdin") return true;
  if (place.kind === "tcp") return false;
  return statSync(place.path, { throwIfNoEntry: false })?.isFile() === true;
}

export function openLink(place: Place, baud: number, events: LinkEvents): Promise<Link> {
  if (place.kind === "tcp") return openTcp(place.host, place.port, events);
  if (place.kind === "stdin") return Promise.resolve(readOnly(process.stdin, events));
  if (endsByItself(place)) return Promise.resolve(readOnly(createReadStream(place.path), events));
  return openDevice(place.path, baud, events);
}

function readOnly(stream: Readable, events: LinkEvents): Link {
  listen(stream, events);
  return { send: () => undefined, close: () => stream.destroy() };
}

/** Hears a stream until it ends, and says so once. */
function listen(stream: Readable, events: LinkEvents): void {
  let over = false;
  const end = (why: string) => {
    if (!over) events.closed(why);
    over = true;
  };
  stream.on("data", (bytes: Uint8Array) => events.bytes(bytes));
  stream.on("error", (error) => end(error.message));
  stream.on("end", () => end("the line has ended"));
  stream.on("close", () => end("the line was closed"));
}

function openTcp(host: string, port: number, events: LinkEvents): Promise<Link> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.off("error", reject);
      socket.setNoDelay(true);
      listen(socket, events);
      resolve({ send: (text) => void socket.write(text), close: () => socket.destroy() });
    });
  });
}

/** A serial device by the serialport package; where that is missing, or for a pseudo-terminal, as a plain file. */
async function openDevice(path: string, baudRate: number, events: LinkEvents): Promise<Link> {
  const pseudo = /^\/dev\/(pts\/|pty)/u.test(path);
  const serial = pseudo ? undefined : await import("serialport").catch(() => undefined);
  if (serial === undefined) return openPlain(path, events);
  return new Promise((resolve, reject) => {
    // hupcl false: closing must not pull DTR, which resets an ESP32.
    const port = new serial.SerialPort({ path, baudRate, hupcl: false, autoOpen: false });
    port.open((error) => {
      if (error) {
        reject(error);
        return;
      }
      listen(port, events);
      resolve({ send: (text) => void port.write(text), close: () => port.close() });
    });
  });
}

function openPlain(path: string, events: LinkEvents): Link {
  const file = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
  const stream = createReadStream("", { fd: file, autoClose: false });
  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    stream.destroy();
    closeSync(file);
  };
  listen(stream, {
    bytes: events.bytes,
    closed: (why) => {
      close();
      events.closed(why);
    },
  });
  return { send: (text) => void (open && writeSync(file, text)), close };
}
