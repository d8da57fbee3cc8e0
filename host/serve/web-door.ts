import { createReadStream, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { projectFile } from "../project.js";
import type { Access } from "./access.js";
import { metricsOf } from "./metrics.js";
import type { RigServer } from "./rig-server.js";
import { clientsMax } from "./tcp-door.js";

const messageMax = 65536;

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".map": "application/json",
  ".woff2": "font/woff2",
};

const noPage = [
  "isobar serve: the operator's page is not built here.",
  "/scpi (WebSocket), /health and /metrics are.",
  "",
].join("\n");

/** The page, WebSocket, metrics and health over HTTP. */
export class WebDoor {
  readonly server: Server;
  private readonly rigs: readonly RigServer[];
  private readonly access: Access;
  private readonly tell: (text: string) => void;
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: messageMax });
  private entered = 0;

  constructor(rigs: readonly RigServer[], access: Access, tell: (text: string) => void) {
    this.rigs = rigs;
    this.access = access;
    this.tell = tell;
    this.server = createServer((request, response) => this.answer(request, response));
    this.server.on("upgrade", (request, socket, head) => this.upgrade(request, socket, head));
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, this.access.host.replace(/^\[|\]$/gu, ""), () => {
        this.server.off("error", reject);
        resolve();
      });
    });
  }

  close(): void {
    for (const client of this.sockets.clients) client.terminate();
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? "/", "http://x");
    const named = this.access.nameRefusal(request);
    if (named !== undefined) give(response, 403, `${named}\n`);
    else if (request.method !== "GET" && request.method !== "HEAD")
      give(response, 405, "only GET is answered\n");
    else if (pathname === "/health") this.health(response);
    else if (pathname === "/metrics") {
      const refused = this.access.refusal(request);
      if (refused !== undefined) give(response, 403, `${refused}\n`);
      else give(response, 200, metricsOf(this.rigs), "text/plain; version=0.0.4; charset=utf-8");
    } else if (pathname === "/scpi") give(response, 426, "/scpi is a WebSocket\n");
    else page(pathname, response);
  }

  private health(response: ServerResponse): void {
    const rigs = this.rigs.map(({ name, up, identity }) => ({ name, up, identity }));
    const well = rigs.every(({ up }) => up);
    give(response, well ? 200 : 503, `${JSON.stringify({ well, rigs })}\n`, "application/json");
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => undefined);
    const url = new URL(request.url ?? "/", "http://x");
    const rig = this.rigs[Number(url.searchParams.get("rig") ?? "1") - 1];
    const refused = this.access.refusal(request);
    if (refused !== undefined) {
      this.tell(`a WebSocket is turned away: ${refused}`);
      reject(socket, "403 Forbidden", refused);
    } else if (url.pathname !== "/scpi") reject(socket, "404 Not Found", "there is only /scpi");
    else if (rig === undefined)
      reject(socket, "404 Not Found", `rigs are 1 to ${this.rigs.length}`);
    else if (rig.mux.clients.length >= clientsMax)
      reject(socket, "503 Service Unavailable", `a rig has at most ${clientsMax} clients`);
    else this.sockets.handleUpgrade(request, socket, head, (ws) => this.enter(rig, ws));
  }

  /** A message is one line or more; each line of the rig is a message. */
  private enter(rig: RigServer, ws: WebSocket): void {
    this.entered += 1;
    const client = rig.join(`web ${this.entered}`, {
      write: (text) => {
        if (ws.readyState === ws.OPEN) ws.send(text.trimEnd());
      },
      backlog: () => ws.bufferedAmount,
      pause: (paused) => void (paused ? ws.pause() : ws.resume()),
    });
    ws.on("error", () => undefined);
    ws.on("message", (data) => {
      const text = String(data);
      client.receive(/[\r\n]$/u.test(text) ? text : `${text}\n`);
    });
    ws.on("close", () => rig.mux.leave(client));
  }
}

function give(response: ServerResponse, status: number, text: string, type = "text/plain"): void {
  response.writeHead(status, {
    "content-type": type,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  response.end(text);
}

function reject(socket: Duplex, status: string, why: string): void {
  const body = `${why}\n`;
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** A file of the built page. */
function page(pathname: string, response: ServerResponse): void {
  const root = projectFile("web", "dist");
  const wanted = decoded(pathname);
  const file =
    wanted === undefined
      ? root
      : normalize(join(root, wanted.endsWith("/") ? `${wanted}index.html` : wanted));
  const inside = file.startsWith(join(root, "/"));
  if (!inside || statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
    if (pathname === "/") give(response, 200, noPage);
    else give(response, 404, "there is no such page\n");
    return;
  }
  response.writeHead(200, {
    "content-type": types[extname(file)] ?? "application/octet-stream",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cache-control": "no-cache",
  });
  createReadStream(file)
    .on("error", () => response.destroy())
    .pipe(response);
}

function decoded(pathname: string): string | undefined {
  try {
    const text = decodeURIComponent(pathname);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
