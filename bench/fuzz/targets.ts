// The inputs of the firmware and its tools, each with what is thrown at it. A target throws when something escapes.

import { recordBytesMax } from "../../hal/store.js";
import { readMessage } from "../../host/cosim/read-message.js";
import { readDisplacementTrace } from "../../sim/cell/displacement-trace.js";
import { checkFaults } from "../../sim/faults/check.js";
import { injectedFaultNames } from "../../sim/faults/table.js";
import type { Prng } from "../../sim/prng.js";
import { shippedProgrammes } from "../../sim/programmes/shipped.js";
import { rigTable } from "../../sim/rigs/table.js";
import { shippedScenarios } from "../../sim/scenarios/shipped.js";
import { scenarioTable } from "../../sim/scenarios/table.js";
import { DocumentError, Problems } from "../../src/document/problems.js";
import { type JsonObject, readTable, writeTable } from "../../src/document/table.js";
import { checkLimits } from "../../src/programme/limits.js";
import { readProgramme } from "../../src/programme/read.js";
import { commands } from "../../src/protocol/commands.js";
import { settingsTable } from "../../src/settings/table.js";
import { TwoKeyStore } from "../../src/store/two-key-store.js";
import { FuzzRig, referenceJson, referenceSettings } from "./bench-rig.js";
import { certificates } from "./certificates.js";
import { mutatedBytes, mutatedJson } from "./mutate.js";

export type FuzzTarget = (prng: Prng) => void;

const arguments_ = [
  "",
  " 1",
  " 2.5 MPA",
  " (@1,2)",
  ' "anode.screw.lash","6 um"',
  " ON",
  " 0,100",
  " NAN",
];
/** What may put a side under control, or ends a start: not part of what must move nothing. */
const moving = /OUTP|PROG|IDENT|CONT|MODE/i;

/** Bytes that look like commands, and bytes that do not. */
function line(prng: Prng): Uint8Array {
  const known = commands.filter(({ header }) => !moving.test(header));
  const { header } = known[Math.floor(prng.next() * known.length)] ?? { header: "*IDN?" };
  const plain = header.replace(/[[\]]/g, "").replace("#", prng.next() < 0.5 ? "1" : "2");
  const text = `${plain}${arguments_[Math.floor(prng.next() * arguments_.length)]}\n`;
  const bytes = mutatedBytes(prng, Buffer.from(text), Math.floor(prng.next() * 5));
  // A long line now and then.
  if (prng.next() > 0.03) return bytes;
  return new Uint8Array(Buffer.concat([...Array(40)].map(() => Buffer.from(bytes))));
}

/** Whatever a host, a modem or a terminal sends. */
const serial: FuzzTarget = (prng) => {
  const fuzz = new FuzzRig();
  for (let tick = 0; tick < 60; tick += 1) {
    const lines = Math.floor(prng.next() * 6);
    for (let i = 0; i < lines; i += 1) fuzz.say(line(prng));
    fuzz.tick();
    if (prng.next() < 0.5) fuzz.rig.receive();
  }
  fuzz.check();
};

/** Requests for records that are there, were there, or never will be. */
const replay: FuzzTarget = (prng) => {
  const fuzz = new FuzzRig();
  fuzz.say("DATA:STR ON;DATA:STR:INT 0.1\n");
  const number = () => Math.floor(prng.uniform(-3, 800)) * (prng.next() < 0.1 ? 1e9 : 1);
  for (let tick = 0; tick < 120; tick += 1) {
    const drawn = prng.next();
    if (drawn < 0.3) fuzz.say(`DATA:REPL ${number()},${number()}\n`);
    else if (drawn < 0.4) fuzz.say(`DATA:REM? ${number()}\n`);
    else if (drawn < 0.45) fuzz.say(mutatedBytes(prng, Buffer.from("DATA:REPL 10,20\n"), 2));
    fuzz.tick();
    if (prng.next() < 0.8) fuzz.hear();
  }
  fuzz.say("DATA:STR OFF\n");
  for (let tick = 0; tick < 100; tick += 1) {
    fuzz.tick();
    fuzz.hear();
  }
  fuzz.check();
};

/** Records in flash of which something is not what was written. */
const stored: FuzzTarget = (prng) => {
  const fuzz = new FuzzRig();
  const { store } = fuzz.simulated;
  fuzz.say('SETT:VAL "anode.screw.lash","6 um"\nSETT:SAVE\n');
  for (let tick = 0; tick < 3; tick += 1) fuzz.tick();
  const bytes = new Uint8Array(recordBytesMax);
  for (const key of ["settings.a", "settings.b", "boot.a", "boot.b"]) {
    const length = store.load(key, bytes) ?? 0;
    if (prng.next() < 0.3) continue;
    const rounds = 1 + Math.floor(prng.next() * 8);
    const record = mutatedBytes(prng, bytes.slice(0, length), rounds).slice(0, recordBytesMax);
    store.save(key, record, record.length);
  }
  // Whole records of a text that is not what this firmware writes.
  if (prng.next() < 0.4) {
    const text = JSON.stringify(
      mutatedJson(prng, referenceSettings, 1 + Math.floor(prng.next() * 6)),
    );
    const body = mutatedBytes(prng, Buffer.from(text ?? ""), Math.floor(prng.next() * 3));
    new TwoKeyStore(store, "settings").save(body, body.length);
  }
  const { settings } = fuzz.boot();
  const problems = new Problems();
  readTable(settingsTable, writeTable(settingsTable, settings as JsonObject), problems, "");
  if (!problems.none) throw new Error(problems.text);
  for (let tick = 0; tick < 20; tick += 1) fuzz.tick();
  fuzz.check();
};

/** Programmes that a script has put together wrongly; a good one runs a little. */
const programme: FuzzTarget = (prng) => {
  const shipped = shippedProgrammes[Math.floor(prng.next() * shippedProgrammes.length)];
  const json = mutatedJson(prng, shipped?.json, Math.floor(prng.next() * 6));
  const problems = new Problems();
  const read = readProgramme(json, problems);
  if (!problems.none) return;
  const settings = readTable(settingsTable, referenceSettings, new Problems(), "");
  checkLimits(read, settings, problems);
  if (!problems.none) return;
  const fuzz = new FuzzRig();
  for (let tick = 0; tick < 30; tick += 1) fuzz.tick();
  fuzz.rig.start(read);
  for (let tick = 0; tick < 50; tick += 1) fuzz.tick();
  if (fuzz.rig.guard.log.isLatched("internal", 0)) throw new Error("an exception inside");
};

/** Programmes sent over the line in pieces, whole and broken; none is run. */
const sent: FuzzTarget = (prng) => {
  const fuzz = new FuzzRig();
  for (let round = 0; round < 3; round += 1) {
    const shipped = shippedProgrammes[Math.floor(prng.next() * shippedProgrammes.length)];
    const json = mutatedJson(prng, shipped?.json, Math.floor(prng.next() * 4));
    const text = Buffer.from(JSON.stringify(json) ?? "");
    const bytes = mutatedBytes(prng, text, Math.floor(prng.next() * 4));
    if (prng.next() < 0.8) fuzz.say("PROG:CLE\n");
    const piece = 20 + Math.floor(prng.next() * 180);
    for (let from = 0; from < bytes.length; from += piece) {
      fuzz.say(`PROG:APP '`);
      fuzz.say(bytes.subarray(from, from + piece));
      fuzz.say(`'\n`);
      fuzz.tick();
    }
    fuzz.say("PROG:CHEC?\nPROG:CAT?\n");
    for (let tick = 0; tick < 5; tick += 1) fuzz.tick();
  }
  fuzz.check();
};

/** Settings, rigs and scenarios, as files: what is wrong is told, nothing is thrown, and every number is in its range. */
const documents: FuzzTarget = (prng) => {
  const scenario = {
    ...((shippedScenarios[0]?.json ?? {}) as object),
    faults: injectedFaultNames.slice(0, 5).map((name) => ({ at: "1 s", name })),
  };
  const rounds = () => Math.floor(prng.next() * 8);
  const problems = new Problems();
  readTable(settingsTable, mutatedJson(prng, referenceSettings, rounds()), problems, "");
  readTable(rigTable, mutatedJson(prng, referenceJson, rounds()), problems, "");
  const own = new Problems();
  const read = readTable(scenarioTable, mutatedJson(prng, scenario, rounds()), own, "");
  checkFaults(read, own, "");
};

/** Measured displacements, and lines of a plant. */
const texts: FuzzTarget = (prng) => {
  const csv =
    "Test Time / s,Voltage / V,Thickness change / mm\n0,3.7,0\n10,3.7,0.01\n20,3.8,0.02\n";
  const broken = mutatedBytes(prng, Buffer.from(csv), Math.floor(prng.next() * 8));
  readDisplacementTrace(Buffer.from(broken).toString("latin1"), new Problems(), "trace");
  const message =
    '{"t":12.3,"anode":{"counts":1234,"positionUm":1.5},"lines":{"estop":false},"rx":"*IDN?\\n"}';
  const bytes = mutatedBytes(prng, Buffer.from(message), Math.floor(prng.next() * 6));
  try {
    readMessage(Buffer.from(bytes).toString("latin1"), 1, undefined);
  } catch (error) {
    // What is wrong with a line is told so; anything else has escaped.
    if (!(error instanceof DocumentError)) throw error;
  }
};

export const targets: Readonly<Record<string, FuzzTarget>> = {
  serial,
  replay,
  stored,
  programme,
  sent,
  documents,
  texts,
  certificates,
};
