import { settingsFor } from "../../sim/calibrate.js";
import { shippedRigs } from "../../sim/rigs/shipped.js";
import { rigTable } from "../../sim/rigs/table.js";
import { scenarioTable } from "../../sim/scenarios/table.js";
import { SimulatedRig } from "../../sim/simulated-rig.js";
import { bootRig } from "../../src/boot.js";
import { Problems } from "../../src/document/problems.js";
import { type JsonObject, readTable } from "../../src/document/table.js";
import type { Rig } from "../../src/rig.js";
import { tickUs } from "../../src/rig.js";
import { recordsMax } from "../../src/telemetry/record-ring.js";

const seed = 1;

export const referenceJson = (shippedRigs.find(({ name }) => name === "reference")?.json ??
  {}) as JsonObject;
export const referenceRig = readTable(rigTable, referenceJson, new Problems(), "");
export const referenceSettings = settingsFor(referenceRig, seed);

/** All that a line of input can ask for comes within this time. */
const mostTicks = 600;
const patienceTicks = 50;

/** The firmware on a simulated rig, started as a board starts it. */
export class FuzzRig {
  readonly simulated = new SimulatedRig({
    rig: referenceRig,
    scenario: readTable(scenarioTable, {}, new Problems(), ""),
    seed,
  });
  rig: Rig;
  private readonly bytes = new Uint8Array(1 << 14);

  constructor() {
    this.rig = this.boot();
  }

  /** Another start on what is stored. */
  boot(): Rig {
    this.rig = bootRig({
      hal: this.simulated.hal,
      serial: "FUZZ",
      resetReason: "Power-On",
      factorySettings: referenceSettings,
    });
    return this.rig;
  }

  tick(): void {
    this.simulated.advance(tickUs);
    this.rig.tick();
  }

  say(data: Uint8Array | string): void {
    this.simulated.uart.hostSend(data);
  }

  /** Everything that has come. */
  hear(): string {
    let text = "";
    for (let count = 1; count > 0; ) {
      count = this.simulated.uart.hostTake(this.bytes);
      text += Buffer.from(this.bytes.subarray(0, count)).toString("latin1");
    }
    return text;
  }

  /** Complains when a screw was moved, something is not bounded, or a good command no longer works. */
  check(): void {
    const { anode, cathode, console, orders, telemetry, guard } = this.rig;
    if (anode.loop.motion.targetUm !== 0 || cathode.loop.motion.targetUm !== 0) {
      throw new Error("a screw was moved");
    }
    if (console.errors.count > 64 || orders.count > 32 || telemetry.waiting > recordsMax) {
      throw new Error("something grows");
    }
    if (guard.log.isLatched("internal", 0)) throw new Error("an exception was caught inside");
    this.say("\n!*CLS\n");
    this.waitForReplies();
    this.say("*IDN?\n");
    // Queries that wait for a conversion each come before it.
    let replies: string[] = [];
    for (let tick = 0; tick < patienceTicks && replies.length === 0; tick += 1) {
      this.tick();
      this.tick();
      replies = repliesOf(this.hear());
    }
    if (replies.length !== 1 || !replies[0]?.startsWith("Isobar,")) {
      throw new Error(`*IDN? gave ${JSON.stringify(replies)}`);
    }
  }

  /** What was asked before is answered first: a list of all commands keeps the line busy for half a second each time. */
  private waitForReplies(): void {
    let quiet = 0;
    for (let tick = 0; quiet < 5; tick += 1) {
      this.tick();
      quiet = repliesOf(this.hear()).length === 0 ? quiet + 1 : 0;
      if (tick > mostTicks) throw new Error("replies without end");
    }
  }
}

function repliesOf(text: string): string[] {
  return text.split("\n").filter((line) => line !== "" && !/^[$#]/.test(line));
}
