// A certificate in the hands of somebody else: whole or changed, and the recording that names it.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { certificateFormat, signed } from "../../host/commissioning/certificate.js";
import { main } from "../../host/isobar.js";
import { FakeTerminal } from "../support/fake-terminal.js";
import { ScriptedRig } from "../support/scripted-rig.js";

const dayS = 86400;
const made = (ageDays: number) =>
  signed({
    format: certificateFormat,
    rig: "Isobar,Stack Pressure Rig,R7,0.1.0",
    firmware: "0.1.0",
    simulated: false,
    operator: "",
    madeAtUnixS: Math.floor(Date.now() / 1000) - ageDays * dayS,
    accepted: true,
    temperatureDegC: 30,
    identifiers: {},
    settings: { "die.diameter": "10 mm" },
    steps: [],
  });

describe("isobar verify", () => {
  let folder = "";
  let terminal = new FakeTerminal();
  const at = (name: string) => join(folder, name);
  const verify = (...words: string[]) => {
    terminal = new FakeTerminal();
    return main(["verify", ...words], terminal);
  };
  const fresh = made(1);
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "isobar-verify-"));
    writeFileSync(at("fresh.json"), JSON.stringify(fresh, null, 2));
    writeFileSync(at("old.json"), JSON.stringify(made(400)));
    const rig = new ScriptedRig();
    rig.receive("DATA:STR ON\n");
    for (let i = 0; i < 50; i += 1) rig.make();
    const rows = rig.send((text) => text);
    writeFileSync(at("cell.raw.log"), `;certificate ${fresh.id}\n${rows}`, "latin1");
    writeFileSync(at("bare.raw.log"), rows, "latin1");
  });
  after(() => rmSync(folder, { recursive: true }));

  it("tells a whole certificate with its id, and warns of its age", async () => {
    assert.equal(await verify(at("fresh.json")), 0);
    assert.ok(terminal.outText.includes(fresh.id));
    assert.equal(terminal.errorText, "");
    assert.equal(await verify(at("old.json")), 0);
    assert.match(terminal.errorText, /400 days old/u);
  });

  it("tells one that was changed by a single digit", async () => {
    const text = JSON.stringify(fresh, null, 2);
    writeFileSync(at("changed.json"), text.replace("10 mm", "13 mm"));
    assert.equal(await verify(at("changed.json")), 3);
    assert.match(terminal.outText, /changed since it was made/u);
    writeFileSync(at("other.json"), "[1]");
    assert.equal(await verify(at("other.json")), 3);
    assert.match(terminal.outText, /is no certificate/u);
  });

  it("tells whether a recording was made under it", async () => {
    assert.equal(await verify(at("fresh.json"), "--recording", at("cell.raw.log")), 0);
    assert.match(terminal.outText, /was made under it/u);
    assert.equal(await verify(at("old.json"), "--recording", at("cell.raw.log")), 3);
    assert.match(terminal.outText, new RegExp(`names certificate ${fresh.id}`, "u"));
    assert.equal(await verify(at("fresh.json"), "--recording", at("bare.raw.log")), 3);
    assert.match(terminal.outText, /names no certificate/u);
  });

  it("warns when the recording's rig had another setting or another number", async () => {
    const sidecar = {
      identity: "Isobar,Stack Pressure Rig,R8,0.1.0",
      settings: { "die.diameter": "13 mm" },
      certificate: { id: fresh.id, warnings: [] },
    };
    writeFileSync(at("cell.json"), JSON.stringify(sidecar));
    assert.equal(await verify(at("fresh.json"), "--recording", at("cell.raw.log")), 0);
    assert.match(terminal.errorText, /of rig R7, not of R8/u);
    assert.match(terminal.errorText, /die\.diameter is 13 mm, and 10 mm on the certificate/u);
  });

  it("says what it needs", async () => {
    assert.equal(await verify(), 2);
    assert.match(terminal.errorText, /needs one certificate/u);
    assert.equal(await verify(at("missing.json")), 2);
  });
});
