import { type AddressInfo, createServer, type Socket } from "node:net";
import type { Access } from "./access.js";
import type { RigServer } from "./rig-server.js";

export const clientsMax = 64;
/** A client that takes nothing for so long, with this much waiting for it, is let go. */
const stuckMs = 60_000;
const firstLineMax = 512;
const wantsHttp =
  /^\s*(GET|POST|PUT|HEAD|OPTIONS|DELETE|PATCH|TRACE|CONNECT|PRI) |HTTP\/\d|^\x16\x03/iu;

export interface TcpDoor {
  readonly port: number;
  close(): void;
}

/** Raw SCPI on a TCP port, as instruments have it on 5025. */
export function openTcpDoor(
  rig: RigServer,
  access: Access,
  port: number,
  tell: (text: string) => void,
): Promise<TcpDoor> {
  let entered = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    if (rig.mux.clients.length >= clientsMax) {
      tell(`a rig has at most ${clientsMax} clients: ${socket.remoteAddress} is refused`);
      socket.destroy();
      return;
    }
    entered += 1;
    enter(rig, access, socket, `tcp ${entered}`, tell);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, access.host.replace(/^\[|\]$/gu, ""), () => {
      server.off("error", reject);
      resolve({
        port: (server.address() as AddressInfo).port,
        close() {
          server.close();
          for (const socket of sockets) socket.destroy();
        },
      });
    });
  });
}

function enter(
  rig: RigServer,
  access: Access,
  socket: Socket,
  name: string,
  tell: (text: string) => void,
): void {
  socket.setNoDelay(true).setEncoding("latin1").setKeepAlive(true, 30_000);
  const client = rig.join(name, {
    write: (text) => void (socket.writable && socket.write(text, "latin1")),
    backlog: () => socket.writableLength,
    pause: (paused) => void (paused ? socket.pause() : socket.resume()),
  });
  let first = "";
  let known = false;
  let authorized = !access.isStranger(socket.remoteAddress);
  const refuse = (why: string) => {
    tell(`${socket.remoteAddress} is turned away: ${why}`);
    rig.mux.leave(client);
    socket.destroy();
  };
  socket.on("data", (chunk) => {
    const text = String(chunk);
    if (known) {
      client.receive(text);
      return;
    }
    // Nothing is done before it is clear that the first line is not a browser's.
    first += text;
    if (wantsHttp.test(first)) refuse("this port does not speak HTTP");
    else if (!authorized) {
      const line = /^AUTH (\S+)\r?\n/u.exec(first);
      if (line !== null && access.isToken(line[1] ?? "")) {
        authorized = true;
        known = true;
        client.receive(first.slice(line[0].length));
      } else if (first.includes("\n") || first.length > firstLineMax)
        refuse("the first line must be AUTH and the token");
    } else if (!couldBecomeHttp(first)) {
      known = true;
      client.receive(first);
    }
  });
  // Only a client that does not read has a backlog that stands still.
  socket.setTimeout(stuckMs, () => {
    if (socket.writableLength > 0) refuse("it reads nothing");
  });
  socket.on("close", () => rig.mux.leave(client));
}

const methods = ["GET ", "POST ", "PUT ", "HEAD ", "OPTIONS ", "DELETE ", "PATCH ", "TRACE "];
const others = ["CONNECT ", "PRI "];

/** Is it the beginning of a method, not yet whole? */
function couldBecomeHttp(first: string): boolean {
  const begun = first.trimStart().toUpperCase();
  return [...methods, ...others].some((method) => method.startsWith(begun)) && begun !== "";
}
