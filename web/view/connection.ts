import type { Dialog } from "../../host/commissioning/dialog.js";
import { mistakes } from "../../host/commissioning/mistakes.js";
import { shippedScenarios } from "../../sim/scenarios/shipped.js";
import { type Bench, JumpingBench, WallBench } from "../commission/bench.js";
import { FirstReadings } from "../data/first-readings.js";
import { type RigChoice, recentRig, rememberRig } from "../data/recent-rig.js";
import type { Link } from "../link.js";
import { sendProgramme } from "../send-programme.js";
import { SimulatedTransport } from "../transport/simulated.js";
import { openWebSerial, serialOf } from "../transport/web-serial.js";
import { openWebSocket } from "../transport/web-socket.js";
import type { SimulatedRig } from "../worker/messages.js";
import { choices, element, input, onClick, select, setText } from "./dom.js";
import type { ProgrammeDesk } from "./programme.js";
import { text } from "./strings.js";

/** The scenario of a rig on the bench. */
const dummyScenario = "lto-null";
const speeds = [1, 10, 100, 1000, 10000] as const;
/** Rows that the page asks of a rig in a second of the wall clock. */
const rowsPerS = 100;

/** Which rig the page works on, and what only a simulated one can be told. */
export class Connection implements ProgrammeDesk {
  private readonly link: Link;
  private readonly state = element("link-state");
  rigChosen: () => void = () => undefined;
  private readonly readings: FirstReadings;
  private simulated: SimulatedTransport | undefined;

  constructor(link: Link) {
    this.link = link;
    this.readings = new FirstReadings(
      (message) => link.ask(message),
      () => this.rigChosen(),
    );
    const usable = shippedScenarios.filter(({ name }) => name !== "measured-breathing");
    choices(
      select("scenario"),
      usable.map(({ name, summary }) => [name, `${name}: ${summary}`]),
    );
    choices(
      select("speed"),
      speeds.map((n) => [String(n), n === 10000 ? text("speedAsFast") : `${n} x`]),
    );
    if (location.protocol.startsWith("http")) input("address").value = `ws://${location.host}/scpi`;
    select("transport").addEventListener("change", () => this.offer());
    select("speed").addEventListener("change", () => this.setSpeed());
    choices(select("mistake"), [
      ["", text("noMistake")],
      ...Object.entries(mistakes).map(([name, { title }]) => [name, title] as const),
    ]);
    onClick("connect", () => this.open());
    onClick("restart", () => this.simulated?.tell({ kind: "restart", powerCut: true }));
    // A cell that breathes is no dummy.
    const onBench = (is: boolean) => {
      if (is) select("scenario").value = dummyScenario;
    };
    input("fresh").addEventListener("change", () => onBench(input("fresh").checked));
    select("mistake").addEventListener("change", () => onBench(select("mistake").value !== ""));
    this.offer();
  }

  /** Connects as before the page was opened anew; for the first time, to the simulated rig. */
  begin(): void {
    const { choice } = recentRig();
    if (choice !== undefined) this.recall(choice);
    this.open(true);
  }

  private recall(choice: RigChoice): void {
    select("transport").value = choice.transport;
    input("address").value = choice.address;
    select("speed").value = choice.speed;
    const { scenario, seed, fresh, changes, mistake } = choice.simulated;
    select("scenario").value = scenario;
    input("seed").value = String(seed);
    input("fresh").checked = fresh;
    element<HTMLTextAreaElement>("changes").value = changes.join("\n");
    select("mistake").value = mistake;
    this.offer();
  }

  /** Connects to the rig that is chosen. */
  private open(again = false): void {
    this.remember();
    setText(this.state, text("connecting"));
    this.simulated = undefined;
    setText(element("pace"), "");
    const kind = select("transport").value;
    if (kind === "socket") this.link.use((news) => openWebSocket(input("address").value, news));
    else if (kind === "serial") this.openSerial(again);
    else this.openSimulated();
    this.readings.lost();
    // What was allowed for one rig is not for another.
    input("programme-untried").checked = false;
    this.rigChosen();
  }

  waits(): "waitsForRig" | "waitsForReadings" | undefined {
    if (this.readings.there) return undefined;
    return this.readings.connected ? "waitsForReadings" : "waitsForRig";
  }

  isSimulated(): boolean {
    return this.simulated !== undefined;
  }

  connected(name: string): void {
    setText(this.state, text("connected", { name }));
    this.link.send("DATA:STR ON", false);
    this.setSpeed();
    this.readings.begin();
  }

  disconnected(why: string): void {
    this.readings.lost();
    setText(this.state, text("disconnected", { why }));
  }

  /** The simulated rig that is chosen, whichever rig is connected. */
  simulatedRig(): SimulatedRig {
    const lines = element<HTMLTextAreaElement>("changes").value.split("\n");
    return {
      scenario: select("scenario").value,
      seed: Math.max(0, Math.floor(input("seed").valueAsNumber || 0)),
      fresh: input("fresh").checked,
      changes: lines.map((line) => line.trim()).filter((line) => line !== ""),
      mistake: select("mistake").value,
    };
  }

  run(json: unknown): Promise<readonly string[]> {
    return sendProgramme(this.link, json);
  }

  order(message: string): Promise<string> {
    return this.link.order(message);
  }

  /** Time and hands of whatever rig is connected, for commissioning. */
  bench(ask: Dialog["ask"]): Bench {
    return this.simulated === undefined ? new WallBench(ask) : new JumpingBench(this.simulated);
  }

  /** Rows as often as the page wants them, after somebody wanted others. */
  usualRows(): void {
    if (this.simulated === undefined) this.link.send("DATA:STR:INT DEF", false);
    else this.setSpeed();
  }

  inject(name: string, side: string, forS: number): void {
    this.simulated?.tell({ kind: "inject", name, side, forS });
    setText(element("inject-note"), text("injected", { name }));
  }

  private remember(): void {
    rememberRig({
      choice: {
        transport: select("transport").value,
        address: input("address").value,
        speed: select("speed").value,
        simulated: this.simulatedRig(),
      },
    });
  }

  private openSerial(again: boolean): void {
    const serial = serialOf();
    if (serial === undefined) this.disconnected(text("noSerial"));
    else this.link.use((news) => openWebSerial(serial, news, again));
  }

  private openSimulated(): void {
    const news = {
      pace: (times: number) => setText(element("pace"), text("pace", { times: times.toFixed(0) })),
      injected: (problem: string) => {
        if (problem !== "") setText(element("inject-note"), problem);
      },
    };
    this.link.use((listener) => {
      const rig = this.simulatedRig();
      this.simulated = new SimulatedTransport(rig, this.speed(), listener, news);
      return this.simulated;
    });
  }

  private speed(): number {
    return Number(select("speed").value);
  }

  /** Faster worlds send a row less often: the line carries no more than 11 kB in a second of theirs. */
  private setSpeed(): void {
    if (this.simulated === undefined) return;
    const speed = this.speed();
    const { choice } = recentRig();
    if (choice !== undefined) rememberRig({ choice: { ...choice, speed: String(speed) } });
    this.simulated.tell({ kind: "speed", speed });
    const everyS = Math.max(0.1, Math.ceil((speed / rowsPerS) * 10) / 10);
    this.link.send(`DATA:STR:INT ${everyS.toFixed(1)}`, false);
  }

  private offer(): void {
    const kind = select("transport").value;
    for (const part of document.querySelectorAll<HTMLElement>("[data-only]")) {
      part.hidden = part.dataset["only"] !== kind;
    }
  }
}
