import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Link, LinkEvents } from "../../host/record/link.js";
import { readPlan } from "../../host/run/run-plan.js";
import { Access } from "../../host/serve/access.js";
import { RigServer } from "../../host/serve/rig-server.js";
import { SimLink } from "../../host/serve/sim-link.js";
import { openTcpDoor, type TcpDoor } from "../../host/serve/tcp-door.js";
import { WebDoor } from "../../host/serve/web-door.js";
import { World } from "../../sim/world.js";

/** A simulated rig behind `isobar serve`'s own parts, on free ports. */
export class ServedRig {
  readonly world: World;
  readonly server: RigServer;
  readonly said: string[] = [];
  readonly web: WebDoor;
  door!: TcpDoor;
  webPort = 0;
  link: SimLink | undefined;
  private events: LinkEvents | undefined;
  private readonly speed: number;
  private readonly ends: LineClient[] = [];

  private constructor(speed: number, access: Access) {
    this.speed = speed;
    const plan = readPlan({
      program: undefined,
      rig: undefined,
      scenario: undefined,
      settings: undefined,
      seed: "1",
      hours: undefined,
      out: undefined,
      set: [],
      "log-period": undefined,
      hal: undefined,
      "bus-time": undefined,
    });
    this.world = new World({ ...plan, programme: undefined });
    const tell = (text: string) => void this.said.push(text);
    this.server = new RigServer("1", "test", (events) => this.open(events), tell);
    this.web = new WebDoor([this.server], access, tell);
  }

  static async start(
    speed: number,
    access = new Access(undefined, "a-token-of-the-test"),
  ): Promise<ServedRig> {
    const rig = new ServedRig(speed, access);
    rig.door = await openTcpDoor(rig.server, access, 0, (text) => void rig.said.push(text));
    await rig.web.listen(0);
    const address = rig.web.server.address();
    rig.webPort = typeof address === "object" ? (address?.port ?? 0) : 0;
    rig.server.start();
    return rig;
  }

  async client(): Promise<LineClient> {
    const client = await LineClient.to(this.door.port);
    this.ends.push(client);
    return client;
  }

  /** The cable is pulled; the rig goes on for so many ticks before it is back. */
  cut(ticks: number): void {
    this.link?.close();
    for (let i = 0; i < ticks; i += 1) this.world.tick();
    this.events?.closed("the cable was pulled");
  }

  close(): void {
    for (const client of this.ends) client.socket.destroy();
    this.door.close();
    this.web.close();
    this.server.close();
  }

  private open(events: LinkEvents): Promise<Link> {
    this.events = events;
    // What was on the wire when it was cut is gone.
    while (this.world.takeUart(new Uint8Array(4096)) > 0);
    this.link = new SimLink(this.world, this.speed, events);
    return Promise.resolve(this.link);
  }
}

/** A client of the socket that reads line by line. */
export class LineClient {
  readonly socket: Socket;
  readonly lines: string[] = [];
  closed = false;
  private told = false;
  private partial = "";
  private wake: (() => void) | undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding("latin1").on("data", (text) => {
      const lines = (this.partial + String(text)).split("\n");
      this.partial = lines.pop() ?? "";
      this.lines.push(...lines);
      this.wake?.();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.closed = true;
      this.wake?.();
    });
  }

  static async to(port: number): Promise<LineClient> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    return new LineClient(socket);
  }

  send(text: string): void {
    this.socket.write(text, "latin1");
  }

  /** The next line, or undefined when the connection has been closed. */
  async next(): Promise<string | undefined> {
    while (this.lines.length === 0) {
      if (this.told) throw new Error("the connection is closed");
      if (this.closed) {
        this.told = true;
        return undefined;
      }
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return this.lines.shift();
  }

  ask(message: string): Promise<string | undefined> {
    this.send(`${message}\n`);
    return this.next();
  }
}
