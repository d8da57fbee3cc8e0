// `isobar serve --port` as a laboratory starts it, with two rigs at pseudo-terminals that stand for their devices.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LineClient } from "../../bench/serve/served-rig.js";
import { readPlan } from "../../host/run/run-plan.js";
import { SimLink } from "../../host/serve/sim-link.js";
import { World } from "../../sim/world.js";
import { startIsobar } from "../support/isobar-process.js";

/** A pseudo-terminal at a path until its input ends; bytes on the pipes are those of the device's other side. */
const terminal = `
import os, select, sys, tty
link = sys.argv[1]
master, slave = os.openpty()
tty.setraw(slave)
os.symlink(os.ttyname(slave), link)
sys.stderr.write("ready\\n"); sys.stderr.flush()
while True:
    ready = select.select([0, master], [], [])[0]
    if 0 in ready:
        data = os.read(0, 4096)
        if not data: break
        os.write(master, data)
    if master in ready: os.write(1, os.read(master, 4096))
os.unlink(link)
`;

/** A simulated rig, 20 times as fast as the clock, whose cable is in or out; it goes on while it is out. */
class RigAtCable {
  readonly world: World;
  readonly path: string;
  private readonly link: SimLink;
  private cable: ChildProcess | undefined;

  constructor(path: string, seed: string) {
    this.path = path;
    const none = { program: undefined, rig: undefined, scenario: undefined, settings: undefined };
    const rest = { hours: undefined, out: undefined, "log-period": undefined, hal: undefined };
    const plan = readPlan({ ...none, ...rest, seed, set: [], "bus-time": undefined });
    this.world = new World({ ...plan, programme: undefined });
    this.link = new SimLink(this.world, 20, {
      bytes: (bytes) => void this.cable?.stdin?.write(bytes),
      closed: () => undefined,
    });
  }

  get made(): number {
    return this.world.rig.telemetry.sequence;
  }

  async plug(): Promise<void> {
    const cable = spawn("python3", ["-c", terminal, this.path], { stdio: "pipe" });
    cable.stdin.on("error", () => undefined);
    cable.stdout.setEncoding("latin1").on("data", (text) => this.link.send(String(text)));
    await once(cable.stderr, "data");
    this.cable = cable;
  }

  async pull(): Promise<void> {
    const { cable } = this;
    this.cable = undefined;
    if (cable === undefined) return;
    cable.stdin?.end();
    await once(cable, "close");
  }

  /** The rig makes so many records more. */
  async makes(records: number): Promise<void> {
    const end = this.made + records;
    while (this.made < end) await new Promise((resolve) => setImmediate(resolve));
  }

  async close(): Promise<void> {
    this.link.close();
    await this.pull();
  }
}

describe("isobar serve --port", () => {
  let folder = "";
  let rigs: RigAtCable[] = [];
  let server: ChildProcess;
  let clients: LineClient[] = [];
  let said = "";
  let http = "";

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "isobar-rigs-"));
    rigs = ["1", "2"].map((seed) => new RigAtCable(join(folder, `tty${seed}`), seed));
    for (const rig of rigs) await rig.plug();
    const ports = rigs.flatMap(({ path }) => ["--port", path]);
    server = startIsobar(["serve", ...ports, "--scpi", "0", "--http", "0"], folder);
    let out = "";
    said = "";
    server.stderr?.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
    server.stdout?.setEncoding("utf8");
    while (!out.includes("token")) out += String((await once(server.stdout as never, "data"))[0]);
    http = /http:\/\/[^/]+/u.exec(out)?.[0] ?? "";
    const doors = [...out.matchAll(/SCPI on [^:]+:(\d+)/gu)].map(([, port]) => Number(port));
    clients = await Promise.all(doors.map((port) => LineClient.to(port)));
    assert.equal(clients.length, 2);
  });
  afterEach(async () => {
    for (const client of clients) client.socket.destroy();
    server.kill();
    await once(server, "close");
    for (const rig of rigs) await rig.close();
    rmSync(folder, { recursive: true });
  });

  const metric = async (name: string, rig: number) => {
    const text = await (await fetch(`${http}/metrics`)).text();
    return Number(new RegExp(`^${name}\\{rig="${rig}"\\} (\\d+)$`, "mu").exec(text)?.[1]);
  };

  it("gives each rig its own port, orders and answers", async () => {
    await Promise.all(clients.map((client, i) => client.ask(`PRES1 ${i + 1}00 KPA;*IDN?`)));
    const ask = async (client: LineClient, i: number) => {
      for (let round = 0; round < 20; round += 1)
        assert.equal(await client.ask("PRES1?"), `${i + 1}00000.0`);
    };
    await Promise.all(clients.map(ask));
  });

  it("opens a device again that was unplugged, has what was made meanwhile given, and says what is lost", async () => {
    const [rig, client, other] = [rigs[0], clients[0], clients[1]];
    assert.ok(rig !== undefined && client !== undefined && other !== undefined);
    client.send("DATA:STR:INT 0.1\nDATA:STR ON\n");
    const numbers = new Set<number>();
    const hear = async (until: number) => {
      while (Math.max(-1, ...numbers) < until || missing() > lost) {
        const line = (await client.next()) ?? assert.fail("the connection is closed");
        const number = /^\$(?:DS?|E),(\d+),/u.exec(line)?.[1];
        if (number !== undefined) numbers.add(Number(number));
        const end = /^\$R,\d+,\d+,\d+,\d+,(\d+)\*/u.exec(line)?.[1];
        if (end !== undefined) lost += Number(end);
      }
    };
    let lost = 0;
    const missing = () => Math.max(...numbers) - Math.min(...numbers) + 1 - numbers.size;
    await hear(rig.made + 50);
    await rig.pull();
    await rig.makes(100);
    assert.match((await other.ask("*IDN?")) ?? "", /^Isobar,/u);
    await rig.plug();
    await hear(rig.made + 50);
    assert.deepEqual([missing(), lost], [0, 0]);
    assert.match(said, /rig 1: .*opening it again/u);
    assert.equal(await metric("isobar_records_missing_total", 1), 0);
    await rig.pull();
    // The ring keeps 640.
    await rig.makes(1500);
    await rig.plug();
    await hear(rig.made + 50);
    assert.ok(missing() >= 1500 - 640, `${missing()}`);
    assert.equal(lost, missing());
    assert.equal(await metric("isobar_records_missing_total", 1), missing());
    assert.equal(await metric("isobar_line_openings_total", 2), 1);
  });
});
