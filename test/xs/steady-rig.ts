import { Problems } from "../../src/document/problems.js";
import { readTable } from "../../src/document/table.js";
import { Rig } from "../../src/rig.js";
import { settingsTable } from "../../src/settings/table.js";
import { type Column, rowColumns } from "../../src/telemetry/columns.js";
import { StillHal } from "./still-hal.js";

/** Columns of a row, its number apart. */
export const rowColumnCount = Object.keys(rowColumns).length;

/** The inside of the telemetry, which a test has to reach: rows are weighed with none, with all and with more columns. */
interface Inside {
  nextRowUs: number;
  nextSlowUs: number;
  readonly recorder: { fast: Column[]; readonly ring: { next: number; count: number } };
}

/** A rig at contract level, to be weighed. */
export class SteadyRig {
  readonly hal = new StillHal();
  readonly rig: Rig;
  ticks = 0;

  constructor() {
    const settings = readTable(settingsTable, {}, new Problems(), "settings");
    this.rig = new Rig(this.hal, settings, { serial: "STEADY", bootCount: 1 });
  }

  /** Brings both sides under control. */
  hold(): void {
    this.run(10);
    for (const line of ["PRES1 2.5 MPA", "PRES2 0.2 MPA", "OUTP2 ON", "OUTP1 ON"]) this.say(line);
  }

  /** Lets the host say a line. */
  say(line: string): void {
    this.hal.uart.hostSend(`${line}\n`);
    this.rig.receive();
  }

  run(ticks: number): void {
    const { hal, rig } = this;
    for (let n = 0; n < ticks; n += 1) {
      hal.go();
      rig.tick();
    }
    this.ticks += ticks;
  }

  /** As `run` without the rig: what the machine itself costs. */
  idle(ticks: number): void {
    const { hal } = this;
    for (let n = 0; n < ticks; n += 1) hal.go();
  }

  /** Each tick with a row, and none with a slow row. */
  runWithRows(ticks: number): void {
    const { hal, rig } = this;
    const inside = rig.telemetry as unknown as Inside;
    for (let n = 0; n < ticks; n += 1) {
      hal.go();
      inside.nextRowUs = 0;
      inside.nextSlowUs = Infinity;
      rig.tick();
    }
  }

  /** Rows of both kinds when they are due, or never. */
  rows(on: boolean): void {
    const inside = this.rig.telemetry as unknown as Inside;
    inside.nextRowUs = on ? 0 : Infinity;
    inside.nextSlowUs = on ? 0 : Infinity;
  }

  /**
   * Rows of `count` columns: those there are, and then these again. A record of more columns runs into the next one, so the
   * ring starts over.
   */
  columns(count: number): void {
    const { recorder } = this.rig.telemetry as unknown as Inside;
    const { ring } = recorder;
    const fast = recorder.fast.slice(0, rowColumnCount);
    recorder.fast = fast;
    for (let i = 1; fast.length < count; i += 1) fast.push(fast[i] as Column);
    ring.next = 0;
    ring.count = 0;
  }
}
