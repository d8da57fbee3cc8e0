import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Field, Table } from "../../src/document/table.js";
import { settingsTable } from "../../src/settings/table.js";
import { citation, readCertificate } from "../calibrate/certificate-file.js";
import { command } from "../command/command.js";
import { UsageError } from "../command/exit.js";
import { numberOption } from "../command/options.js";
import type { Terminal } from "../command/terminal.js";
import type { Certificate } from "../commissioning/certificate.js";
import { cannotWrite } from "../log/block-file.js";
import { realDisk } from "../record/disk.js";
import { endsByItself, type Link, openLink, type Place, readPlace } from "../record/link.js";
import { idQuery, Recorder } from "../record/recorder.js";
import { Recording } from "../record/recording.js";

const tickMs = 200;
const healthS = 10;
const reopenS = 1;

/** `isobar record`: a recording that says what it could not have. */
export const recordCommand = command({
  name: "record",
  summary: "record a rig so that nothing is lost silently",
  usage: "--port DEVICE|tcp://HOST:PORT|FILE|- --out NAME [--cell ID] [--interval S] ...",
  options: {
    port: {
      value: "PLACE",
      meaning:
        "Serial device, pseudo-terminal, tcp://HOST:PORT, a file of an earlier line, or - for stdin",
    },
    out: { value: "NAME", meaning: "Path and name of the files, without ending" },
    baud: { value: "N", meaning: "Bits a second on a serial device (default 115200)" },
    cell: { value: "ID", meaning: "The cell's name, for the sidecar" },
    interval: { value: "S", meaning: "Time between rows that the rig is told (default: as it is)" },
    "part-size": {
      value: "MB",
      meaning: "Size of the table of rows at which a new part begins (default 100)",
    },
    seconds: { value: "S", meaning: "End after this time (default: when interrupted)" },
    certificate: {
      value: "FILE",
      meaning: "certificate.json of isobar calibrate, for the sidecar; age and mismatch are told",
    },
    quiet: { meaning: "No health line" },
  },
  notes: () =>
    [
      "Files: NAME.raw.log (the lines as they came), NAME-0001.rig.csv (rows), NAME-0001.slow.csv, NAME-0001.events.csv, NAME.json",
      "(firmware, settings, calibration, clock) and NAME.state.json (how far the tables go). A new part begins with a restart of",
      "the rig, other columns, or the part size. The same command again goes on where the last one was stopped.",
      "Damaged lines are asked for again; what the rig no longer has is a row with Missing Records / 1 and Gap.",
      "",
      "Examples",
      "  isobar record --port /dev/ttyUSB0 --out data/cell42 --cell 'LPSCl-42'",
      "  isobar record --port tcp://localhost:5025 --out data/cell42",
      "",
      "Exit codes: 0 ended when asked or at the end of the file, 2 wrong usage or input.",
    ].join("\n"),
  async run({ given, words }, terminal) {
    if (words.length > 0) throw new UsageError(`record takes no argument such as "${words[0]}"`);
    if (given.port === undefined)
      throw new UsageError("record needs --port; see isobar record --help");
    if (given.out === undefined || given.out === "")
      throw new UsageError("record needs --out NAME");
    const number = (name: string, text: string, min: number, max: number) =>
      numberOption(name, text, { min, max });
    const baud = number("baud", given.baud ?? "115200", 300, 4e6);
    const partMB = number("part-size", given["part-size"] ?? "100", 0.001, 4000);
    const intervalS =
      given.interval === undefined ? undefined : number("interval", given.interval, 0.1, 3600);
    const seconds =
      given.seconds === undefined ? undefined : number("seconds", given.seconds, 0.1, 1e9);
    const certificate =
      given.certificate === undefined ? undefined : readCertificate(given.certificate);
    const place = readPlace(given.port);
    const base = given.out;
    try {
      mkdirSync(dirname(base), { recursive: true });
    } catch (error) {
      throw cannotWrite(dirname(base), error);
    }
    const recording = new Recording({
      base,
      disk: realDisk,
      partBytesMax: partMB * 1e6,
      certificate: certificate?.id,
    });
    const session = new Session(
      recording,
      base,
      place,
      baud,
      given.cell,
      intervalS,
      terminal,
      given.quiet,
      certificate,
    );
    await session.run(seconds);
    return 0;
  },
});

class Session {
  private readonly recording: Recording;
  private readonly recorder: Recorder;
  private readonly base: string;
  private readonly place: Place;
  private readonly baud: number;
  private readonly cell: string | undefined;
  private readonly terminal: Terminal;
  private readonly quiet: boolean;
  private readonly certificate: Certificate | undefined;
  private link: Link | undefined;
  private over = false;
  private opening = false;
  private said = "";
  private nextOpenS = 0;
  private nextHealthS = 0;
  private sidecarRows = -1;
  private judged = false;

  constructor(
    recording: Recording,
    base: string,
    place: Place,
    baud: number,
    cell: string | undefined,
    intervalS: number | undefined,
    terminal: Terminal,
    quiet: boolean,
    certificate: Certificate | undefined,
  ) {
    this.recording = recording;
    this.base = base;
    this.place = place;
    this.baud = baud;
    this.cell = cell;
    this.terminal = terminal;
    this.quiet = quiet;
    this.certificate = certificate;
    const questions = [idQuery, ...settingPaths().map((path) => `SETT:VAL? "${path}"`)];
    this.recorder = new Recorder(recording, (text) => this.link?.send(text), questions, intervalS);
  }

  /** Until the time is over, the file has ended, or the user has had enough. */
  async run(seconds: number | undefined): Promise<void> {
    const endS = seconds === undefined ? Number.POSITIVE_INFINITY : now() + seconds;
    const stop = () => {
      this.over = true;
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
    this.nextHealthS = now() + healthS;
    try {
      while (!this.over && now() < endS) {
        this.step(now());
        await new Promise((resolve) => setTimeout(resolve, tickMs));
      }
    } finally {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
      this.link?.close();
      this.end();
    }
  }

  private step(nowS: number): void {
    if (this.link === undefined && !this.opening && nowS >= this.nextOpenS) void this.open(nowS);
    this.recorder.tick(nowS);
    if (nowS < this.nextHealthS) return;
    this.nextHealthS = nowS + healthS;
    this.sidecar();
    if (!this.quiet) this.terminal.error(`${this.health()}\n`);
  }

  private async open(nowS: number): Promise<void> {
    this.opening = true;
    this.nextOpenS = nowS + reopenS;
    try {
      this.link = await openLink(this.place, this.baud, {
        bytes: (bytes) => this.recorder.bytes(bytes, now()),
        closed: (why) => this.closed(why),
      });
      if (!endsByItself(this.place)) this.recorder.linked(now());
      this.said = "";
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      // Said once, not every second.
      if (this.said !== why)
        this.terminal.error(`isobar: the line cannot be opened (${why}); trying again\n`);
      this.said = why;
      if (endsByItself(this.place)) this.over = true;
    } finally {
      this.opening = false;
    }
  }

  private closed(why: string): void {
    this.link = undefined;
    this.recorder.unlinked();
    if (endsByItself(this.place)) this.over = true;
    else if (!this.over) this.terminal.error(`isobar: ${why}; opening it again\n`);
  }

  private end(): void {
    this.over = true;
    // Nobody can be asked any more when the line was a file; of a rig, the next run asks.
    if (endsByItself(this.place))
      this.recording.stream.sequencer.finish("they are not in the recording");
    if (!this.recording.commit()) {
      this.terminal.error(
        `isobar: ${this.recording.waiting} bytes are not on the disk: ${this.recording.diskTrouble}\n`,
      );
    }
    this.sidecar();
    if (!this.quiet) this.terminal.error(`${this.health()}\n`);
  }

  private health(): string {
    const { rows, missing, diskTrouble, waiting, stream, thrownAway } = this.recording;
    const parts = [`${rows} records`, `${missing} missing`, `${stream.damaged} lines damaged`];
    if (stream.sequencer.waiting > 0) parts.push(`${stream.sequencer.waiting} wait for older ones`);
    if (this.link === undefined) parts.push("line closed");
    if (diskTrouble !== "") parts.push(`DISK: ${diskTrouble}, ${waiting} bytes wait`);
    if (thrownAway > 0) parts.push(`${thrownAway} bytes THROWN AWAY`);
    return parts.join(", ");
  }

  /** The certificate; what speaks against it is said once, when the rig has answered all questions or will not any more. */
  private cited(rig: string | undefined, settings: Readonly<Record<string, string>>) {
    if (this.certificate === undefined) return null;
    const cited = citation(this.certificate, rig, settings, now());
    if ((this.recorder.complete || this.over) && !this.judged) {
      this.judged = true;
      for (const warning of cited.warnings) this.terminal.error(`isobar: Warning: ${warning}\n`);
    }
    return cited;
  }

  /** What a reader of the tables must know, beside them. */
  private sidecar(): void {
    const { recorder, recording } = this;
    if (recording.rows === this.sidecarRows && recorder.complete) return;
    this.sidecarRows = recorder.complete ? recording.rows : -1;
    const settings: Record<string, string> = {};
    for (const path of settingPaths()) {
      const answer = recorder.answers.get(`SETT:VAL? "${path}"`);
      if (answer !== undefined) settings[path] = answer.replace(/^"|"$/gu, "");
    }
    const text = JSON.stringify(settings);
    const { header, damaged, unexplained } = recording.stream;
    const known = Object.keys(settings).length > 0;
    const sidecar = {
      identity: recorder.answers.get(idQuery) ?? null,
      firmware: header?.firmware ?? null,
      boot: header?.boot ?? null,
      cell: this.cell ?? null,
      dieDiameter: settings["die.diameter"] ?? null,
      settingsHash: known ? createHash("sha256").update(text).digest("hex") : null,
      settings,
      certificate: this.cited(recorder.answers.get(idQuery), settings),
      clock: {
        unixAtPowerOnS: recording.clock.offsetS ?? null,
        driftPpm: recording.clock.driftPpm ?? null,
      },
      records: recording.rows,
      missing: recording.missing,
      damagedLines: damaged,
      unexplainedLines: unexplained,
      parts: recording.part,
    };
    try {
      realDisk.replace(`${this.base}.json`, `${JSON.stringify(sidecar, null, 2)}\n`);
    } catch {
      // A full disk is told in the health line; the sidecar is written again.
      this.sidecarRows = -1;
    }
  }
}

function now(): number {
  return Date.now() / 1000;
}

function settingPaths(): string[] {
  const paths: string[] = [];
  const walk = (table: Table, before: string) => {
    for (const [key, field] of Object.entries(table) as [string, Field][]) {
      if (field.kind === "group") walk(field.fields, `${before}${key}.`);
      else paths.push(`${before}${key}`);
    }
  };
  walk(settingsTable, "");
  return paths;
}
