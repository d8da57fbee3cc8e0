import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Disk, diskOf } from "../../host/record/disk.js";
import { Recorder } from "../../host/record/recorder.js";
import { Recording } from "../../host/record/recording.js";
import { Prng } from "../../sim/prng.js";
import { ScriptedRig } from "./scripted-rig.js";

const quickDisk = diskOf(false);

/** The process died in the middle of a write. */
class Killed extends Error {}

/** A disk that can be full, and on which the process can die after so many more bytes. */
class FrailDisk implements Disk {
  full = false;
  bytesToLive = Number.POSITIVE_INFINITY;

  put(path: string, at: number, bytes: Uint8Array): void {
    if (this.full) throw Object.assign(new Error("full"), { code: "ENOSPC" });
    const taken = Math.min(bytes.length, this.bytesToLive);
    this.bytesToLive -= taken;
    quickDisk.put(path, at, bytes.subarray(0, taken));
    if (taken < bytes.length) throw new Killed();
  }

  cut(path: string, length: number): void {
    if (this.bytesToLive <= 0) throw new Killed();
    quickDisk.cut(path, length);
  }

  remove(path: string): void {
    if (this.bytesToLive <= 0) throw new Killed();
    quickDisk.remove(path);
  }

  read(path: string): Uint8Array | undefined {
    return quickDisk.read(path);
  }

  replace(path: string, text: string): void {
    if (this.full) throw Object.assign(new Error("full"), { code: "ENOSPC" });
    this.bytesToLive -= text.length;
    if (this.bytesToLive < 0) throw new Killed();
    quickDisk.replace(path, text);
  }
}

interface Troubles {
  /** Share of the lines in which a byte is changed, lost or added. */
  readonly noise?: number;
}

export interface Found {
  readonly records: number;
  readonly missing: number;
  readonly restarts: number;
  /** What is wrong with the files: doubles, holes, corrupt rows. */
  readonly problems: readonly string[];
}

/** A rig, a line with troubles, a recorder that may die, and the judge of what is on the disk. A record is a second. */
export class RecordingTrial {
  readonly rig = new ScriptedRig();
  readonly disk = new FrailDisk();
  /** Records in which a trial comes to rest. */
  readonly afterwards = 120;
  recording: Recording;
  private recorder: Recorder;
  private readonly base: string;
  private readonly random: Prng;
  private readonly partBytesMax: number;
  private readonly commitS: number;
  private nowS = 1.8e9;
  private damagedBefore = 0;
  /** Times that the recorder died. */
  deaths = 0;

  constructor(base: string, seed: number, partBytesMax = 1e9, commitS = 8) {
    this.commitS = commitS;
    this.base = base;
    this.random = new Prng(seed, "recording");
    this.partBytesMax = partBytesMax;
    [this.recording, this.recorder] = this.begin();
  }

  private begin(): [Recording, Recorder] {
    const { base, disk, partBytesMax } = this;
    const recording = new Recording({ base, disk, partBytesMax });
    const recorder = new Recorder(
      recording,
      (text) => this.rig.receive(text),
      ["*IDN?"],
      undefined,
      this.commitS,
    );
    recorder.linked(this.nowS);
    return [recording, recorder];
  }

  get damaged(): number {
    return this.damagedBefore + this.recording.stream.damaged;
  }

  get declared(): number {
    return this.recording.missing;
  }

  /** So many records with the cable in. */
  run(records: number, { noise = 0 }: Troubles): void {
    for (let i = 0; i < records; i += 1) {
      this.nowS += 1;
      this.rig.make();
      this.alive(() => {
        const text = this.rig.send((sent) => this.spoiled(sent, noise));
        if (text !== "") this.recorder.bytes(Buffer.from(text, "latin1"), this.nowS);
        this.recorder.tick(this.nowS);
      });
    }
  }

  /** The cable is out while so many records are made. */
  pull(records: number): void {
    this.recorder.unlinked();
    for (let i = 0; i < records; i += 1) {
      this.nowS += 1;
      this.rig.make();
      this.rig.send(() => "");
      this.alive(() => this.recorder.tick(this.nowS));
    }
    this.recorder.linked(this.nowS);
  }

  /** Everything at once, in an order that the seed draws. */
  ordeal(records: number, bytesOfALife = 6000): void {
    const { random, rig, disk } = this;
    this.run(20, {});
    const end = rig.truth.size + records;
    while (rig.truth.size < end) {
      const dice = random.next();
      if (dice < 0.1) this.pull(1 + Math.floor(random.next() * 700));
      else if (dice < 0.15) rig.restart();
      else if (dice < 0.25) disk.full = !disk.full;
      else if (dice < 0.5) disk.bytesToLive = Math.floor(random.next() * bytesOfALife);
      this.run(1 + Math.floor(random.next() * 60), { noise: random.next() < 0.5 ? 0.05 : 0 });
    }
    disk.full = false;
  }

  /** The end of the recording in good order, and what is on the disk. */
  finish(): Found {
    this.disk.bytesToLive = Number.POSITIVE_INFINITY;
    this.disk.full = false;
    this.run(this.afterwards, {});
    this.recording.stream.sequencer.finish("the trial is over");
    this.recording.commit();
    return this.judge();
  }

  /** Runs until the process dies; then another one is started. */
  private alive(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      this.disk.bytesToLive = Number.POSITIVE_INFINITY;
      this.deaths += 1;
      this.damagedBefore += this.recording.stream.damaged;
      this.rig.send(() => "");
      const full = this.disk.full;
      this.disk.full = false;
      [this.recording, this.recorder] = this.begin();
      this.disk.full = full;
    }
  }

  private spoiled(text: string, noise: number): string {
    if (noise === 0) return text;
    return text
      .split(/(?<=\n)/u)
      .map((line) => (this.random.next() < noise ? this.hit(line) : line))
      .join("");
  }

  private hit(line: string): string {
    const at = Math.floor(this.random.next() * line.length);
    const byte = String.fromCharCode(Math.floor(this.random.next() * 256));
    const dice = this.random.next();
    if (dice < 0.4) return line.slice(0, at) + byte + line.slice(at + 1);
    return dice < 0.7
      ? line.slice(0, at) + line.slice(at + 1)
      : line.slice(0, at) + byte + line.slice(at);
  }

  private judge(): Found {
    const problems: string[] = [];
    const seen = new Map<string, string>();
    let missing = 0;
    /** Where the lives of the rig that are over are said to end. */
    const ends = new Map<number, number>();
    let records = 0;
    const name = basename(this.base);
    for (const file of readdirSync(dirname(this.base)).sort()) {
      const kind = file.startsWith(`${name}-`)
        ? /\.(rig|slow|events)\.csv$/u.exec(file)?.[1]
        : undefined;
      if (kind === undefined) continue;
      const [header = "", ...rows] = readFileSync(join(dirname(this.base), file), "utf8").split(
        "\n",
      );
      if (rows.pop() !== "") problems.push(`${file} ends in the middle of a row`);
      const labels = header.split(",");
      const numberAt = labels.indexOf("Record Index / 1");
      const bootAt = labels.indexOf("Boot Count / 1");
      let before = -1;
      for (const row of rows) {
        const fields = row.split(",");
        const number = Number(fields[numberAt]);
        const boot = fields[bootAt];
        if (fields.length !== labels.length) problems.push(`${file}: ${row} has another width`);
        if (number <= before) problems.push(`${file}: ${number} after ${before}`);
        before = number;
        const gap = kind === "rig" && fields.at(-1) !== "";
        const count = gap ? Number(fields.at(-2)) : 1;
        if (gap && fields.at(-2) === "") {
          ends.set(Number(boot), number);
          continue;
        }
        if (gap) missing += count;
        else records += 1;
        for (let n = number; n < number + count; n += 1) {
          const key = `${boot},${n}`;
          if (seen.has(key)) problems.push(`${key} is there twice`);
          seen.set(key, file);
        }
        if (!gap) problems.push(...this.compared(`${boot},${number}`, kind, labels, fields));
      }
    }
    // Of a life that ended, nobody can know what was made after the last record that was heard of.
    for (const key of this.rig.truth.keys()) {
      const [boot = 0, number = 0] = key.split(",").map(Number);
      const end = boot === this.rig.boot ? Number.POSITIVE_INFINITY : (ends.get(boot) ?? 0);
      if (number < end && !seen.has(key)) problems.push(`${key} is neither there nor declared`);
    }
    return { records, missing, restarts: ends.size, problems: problems.slice(0, 10) };
  }

  /** A row against the line that the rig made. */
  private compared(
    key: string,
    kind: string,
    labels: readonly string[],
    fields: readonly string[],
  ): string[] {
    const line = this.rig.truth.get(key);
    if (line === undefined) return [`${key} was never made`];
    const made = line.slice(0, -5).split(",");
    const shows = (label: string) => Number(fields[labels.indexOf(label)]);
    const wrong: string[] = [];
    if (shows("Test Time / s") !== Number(made[2]) / 1000) wrong.push(`${key}: wrong time`);
    if (kind === "slow" && shows("Surface Temperature / degC") !== Number(made[3]) / 1000)
      wrong.push(`${key}: wrong temperature`);
    if (kind === "events" && shows("Value / 1") !== Number(made[5]))
      wrong.push(`${key}: wrong event`);
    if (kind === "rig") {
      if (shows("Anode Pressure / Pa") !== Number(made[3])) wrong.push(`${key}: wrong pressure`);
      if (shows("Voltage / V") !== Number(made[5]) / 1e6) wrong.push(`${key}: wrong voltage`);
    }
    return wrong;
  }
}
