import { once } from "node:events";
import { WebSocketServer } from "ws";
import { rowColumns } from "../../src/telemetry/columns.js";
import { checksum } from "../../web/data/pushed-line.js";

/** Rows of so many days, in the rig's own format, behind a WebSocket: what a page is given that was open for weeks. */
export class LongRecord {
  readonly port: number;
  private readonly server: WebSocketServer;

  private constructor(server: WebSocketServer) {
    this.server = server;
    const address = server.address();
    this.port = typeof address === "object" ? (address?.port ?? 0) : 0;
  }

  /** A row each `everyS` over `days`, to whoever connects. */
  static async serve(days: number, everyS: number): Promise<LongRecord> {
    const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
    await once(server, "listening");
    server.on("connection", (socket) => {
      const rows = Math.round((days * 86400) / everyS);
      let next = 0;
      const send = () => {
        const lines = next === 0 ? [header()] : [];
        const end = Math.min(rows, next + 2000);
        for (; next < end; next += 1) lines.push(row(next, next * everyS));
        socket.send(`${lines.join("\n")}\n`, () => {
          if (next < rows) setImmediate(send);
        });
      };
      send();
    });
    return new LongRecord(server);
  }

  close(): void {
    for (const client of this.server.clients) client.terminate();
    this.server.close();
  }
}

const sealed = (body: string) => `${body}*${checksum(body, body.length)}`;

function header(): string {
  const names = Object.entries(rowColumns).map(([name, { unit }]) => `${name}/${unit}`);
  return sealed(["#H,1,isobar,1,0,0,seq/1", ...names].join(","));
}

/** Both pressures around their set points, screws that follow a cell of ten hours a cycle, mode hold, phase track. */
function row(number: number, atS: number): string {
  const cycle = Math.abs(((atS / 36_000) % 2) - 1);
  const ripple = ((number * 7919) % 1000) - 500;
  const fields: Record<string, number> = {
    t: atS * 1000,
    aCounts: 1_000_000 + ripple,
    cCounts: 500_000 + ripple,
    aPressure: 2_500_000 + ripple,
    cPressure: 200_000 + Math.round(ripple / 10),
    aSet: 2_500_000,
    cSet: 200_000,
    aPosition: Math.round(1_196_000 - 20_000 * cycle),
    cPosition: 3_432_000,
    volts: Math.round(2_900_000 + 900_000 * cycle),
    // Both sides hold and track; volts are valid.
    flags: 0b1010_1010 + 4096,
  };
  return sealed(
    ["$D", number, ...Object.keys(rowColumns).map((name) => fields[name] ?? 0)].join(","),
  );
}
