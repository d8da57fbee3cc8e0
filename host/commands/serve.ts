import { World } from "../../sim/world.js";
import { command } from "../command/command.js";
import { UsageError } from "../command/exit.js";
import { numberOption } from "../command/options.js";
import type { Terminal } from "../command/terminal.js";
import { openLink, readPlace } from "../record/link.js";
import { untilInterrupted } from "../run/interrupt.js";
import { readPlan } from "../run/run-plan.js";
import { Access } from "../serve/access.js";
import { openPtyDoor, type PtyDoor } from "../serve/pty-door.js";
import { type Opener, RigServer } from "../serve/rig-server.js";
import { SimLink } from "../serve/sim-link.js";
import { openTcpDoor } from "../serve/tcp-door.js";
import { WebDoor } from "../serve/web-door.js";

const turnMs = 50;
const simOptions = ["program", "rig", "scenario", "settings", "seed", "hal", "bus-time"] as const;

/** `isobar serve`: a rig on the network, as an instrument with many clients. */
export const serveCommand = command({
  name: "serve",
  summary: "give rigs to many clients: SCPI over TCP, WebSocket, metrics",
  usage: "--port DEVICE | --sim [--speed N] [options of sim] [--scpi PORT] [--http PORT] ...",
  options: {
    port: {
      value: "PLACE",
      many: true,
      meaning: "Serial device or tcp://HOST:PORT of a rig; each further rig has the next SCPI port",
    },
    sim: { meaning: "A simulated rig, with the options of isobar sim below" },
    speed: { value: "N", meaning: "How many times as fast as the clock it runs (default 1)" },
    program: { value: "P", meaning: "Programme that the simulated rig runs (default: none)" },
    rig: { value: "R", meaning: "Simulated rig" },
    scenario: { value: "S", meaning: "Scenario of the simulated rig" },
    settings: { value: "FILE", meaning: "Settings of the simulated rig" },
    seed: { value: "N", meaning: "Seed of the simulated rig" },
    set: {
      value: "PATH=VALUE",
      many: true,
      meaning: "One value of the simulated rig, as isobar sim",
    },
    hal: { value: "PATH", meaning: "contract or bus, as isobar sim" },
    "bus-time": { value: "on|off", meaning: "With --hal bus, as isobar sim" },
    baud: { value: "N", meaning: "Bits a second on a serial device (default 115200)" },
    scpi: { value: "PORT", meaning: "TCP port of raw SCPI (default 5025; 0 takes a free one)" },
    http: {
      value: "PORT",
      meaning: "TCP port of page, WebSocket and metrics (default 8080; 0 takes a free one)",
    },
    pty: {
      value: "PATH",
      meaning: "Also a pseudo-terminal, at this path (with python3 or socat), to the first rig",
    },
    host: {
      value: "ADDRESS",
      meaning: "Address to listen at (default 127.0.0.1); any other needs --token",
    },
    token: {
      value: "TEXT",
      meaning: "What others must show, 16 characters or more (default: a new one, printed)",
    },
    seconds: { value: "S", meaning: "End after this time (default: when interrupted)" },
  },
  notes: () =>
    [
      "Each client has its own replies, error queue and stream switch. docs/serve.md says more; docs/clients.md",
      "has programs for Python, Octave, MATLAB and LabVIEW.",
      "",
      "Examples",
      "  isobar serve --sim",
      "  isobar serve --sim --speed 20 --pty rig.tty",
      "  isobar serve --port /dev/ttyUSB0 --port /dev/ttyUSB1",
      "  isobar serve --port /dev/ttyUSB0 --host 0.0.0.0 --token ...",
      "",
      "Exit codes: 0 ended when asked, 2 wrong usage or input.",
    ].join("\n"),
  async run({ given, words }, terminal) {
    if (words.length > 0) throw new UsageError(`serve takes no argument such as "${words[0]}"`);
    const number = (
      name: string,
      text: string | undefined,
      preset: number,
      max: number,
      min = 0,
    ) => (text === undefined ? preset : numberOption(name, text, { min, max }));
    const scpi = number("scpi", given.scpi, 5025, 65535);
    const http = number("http", given.http, 8080, 65535);
    const speed = number("speed", given.speed, 1, 1000, 0.1);
    const baud = number("baud", given.baud, 115200, 4e6, 300);
    const seconds = number("seconds", given.seconds, Number.POSITIVE_INFINITY, 1e9);
    if (given.sim === given.port.length > 0)
      throw new UsageError("serve needs either --port or --sim; see isobar serve --help");
    if (!given.sim) {
      const odd = [...simOptions, "speed" as const].find((name) => given[name] !== undefined);
      if (odd !== undefined || given.set.length > 0)
        throw new UsageError(`--${odd ?? "set"} is for a simulated rig: give --sim`);
    }
    const access = new Access(given.host, given.token);
    const openers = given.sim
      ? [simulated(given, speed)]
      : given.port.map((text): readonly [string, Opener] => {
          const place = readPlace(text);
          if (place.kind === "stdin") throw new UsageError("--port - cannot be served");
          return [text, (events) => openLink(place, baud, events)];
        });
    const house = new House(openers, access, terminal);
    try {
      await house.open(scpi, http, given.pty);
      const endMs = performance.now() + seconds * 1000;
      await untilInterrupted(async (interrupted) => {
        while (!interrupted() && performance.now() < endMs)
          await new Promise((resolve) => setTimeout(resolve, turnMs));
      });
    } finally {
      house.close();
    }
    return 0;
  },
});

interface Simulated {
  readonly program: string | undefined;
  readonly rig: string | undefined;
  readonly scenario: string | undefined;
  readonly settings: string | undefined;
  readonly seed: string | undefined;
  readonly set: readonly string[];
  readonly hal: string | undefined;
  readonly "bus-time": string | undefined;
}

function simulated(asked: Simulated, speed: number): readonly [string, Opener] {
  const plan = readPlan({ ...asked, hours: undefined, out: undefined, "log-period": undefined });
  const programme = asked.program === undefined ? undefined : plan.programme;
  const world = new World({ ...plan, programme });
  const place = `simulated ${plan.rig.name}, seed ${plan.seed}`;
  return [place, (events) => Promise.resolve(new SimLink(world, speed, events))];
}

/** All that is open: rigs and the doors to them. */
class House {
  private readonly rigs: readonly RigServer[];
  private readonly access: Access;
  private readonly terminal: Terminal;
  private readonly closers: (() => void)[] = [];

  constructor(openers: readonly (readonly [string, Opener])[], access: Access, terminal: Terminal) {
    this.access = access;
    this.terminal = terminal;
    const tell = (text: string) => terminal.error(`isobar: ${text}\n`);
    this.rigs = openers.map(([place, open], i) => new RigServer(`${i + 1}`, place, open, tell));
  }

  async open(scpi: number, http: number, pty: string | undefined): Promise<void> {
    const { access, terminal } = this;
    const tell = (text: string) => terminal.error(`isobar: ${text}\n`);
    for (const [i, rig] of this.rigs.entries()) {
      const wanted = scpi === 0 ? 0 : scpi + i;
      const door = await openTcpDoor(rig, access, wanted, tell).catch((error: unknown) => {
        throw taken("scpi", wanted, error);
      });
      this.closers.push(() => door.close());
      terminal.out(`rig ${rig.name}: ${rig.place}: SCPI on ${access.host}:${door.port}\n`);
      rig.start();
    }
    const web = new WebDoor(this.rigs, access, tell);
    await web.listen(http).catch((error: unknown) => {
      throw taken("http", http, error);
    });
    this.closers.push(() => web.close());
    const address = web.server.address();
    const port = typeof address === "object" ? address?.port : http;
    terminal.out(`http://${access.host}:${port}/ with /scpi (WebSocket), /metrics, /health\n`);
    terminal.out(
      `token, for pages from files${access.wide ? " and all others" : ""}: ${access.token}\n`,
    );
    const first = this.rigs[0];
    if (pty === undefined || first === undefined) return;
    const door: PtyDoor = await openPtyDoor(first, pty);
    this.closers.push(() => door.close());
    terminal.out(`rig ${first.name}: serial clients at ${pty} (${door.device})\n`);
  }

  close(): void {
    for (const close of this.closers) close();
    for (const rig of this.rigs) rig.close();
  }
}

function taken(option: string, port: number, error: unknown): Error {
  const why = error instanceof Error ? error.message : String(error);
  return new UsageError(`--${option} ${port} cannot be opened: ${why}`);
}
