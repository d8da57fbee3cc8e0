// `isobar record` as a laboratory starts it: on a file, and on a rig behind a TCP port that is cut in between.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { certificateFormat, signed } from "../../host/commissioning/certificate.js";
import { readCycler } from "../../host/cyclers/read-cycler.js";
import { main } from "../../host/isobar.js";
import { FakeTerminal } from "../support/fake-terminal.js";
import { ScriptedRig } from "../support/scripted-rig.js";

const certificate = signed({
  format: certificateFormat,
  rig: "Isobar,Stack Pressure Rig,R7,0.1.0",
  firmware: "0.1.0",
  simulated: false,
  operator: "",
  madeAtUnixS: Math.floor(Date.now() / 1000),
  accepted: true,
  temperatureDegC: null,
  identifiers: {},
  settings: {},
  steps: [],
});

describe("isobar record", () => {
  let folder = "";
  let terminal = new FakeTerminal();
  const at = (name: string) => join(folder, name);
  const isobar = (...words: string[]) => {
    terminal = new FakeTerminal();
    return main(words, terminal);
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "isobar-record-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("makes of a log the rows that export makes of it, and of the same command again no row more", async () => {
    const rig = new ScriptedRig();
    rig.receive("DATA:STR ON\n");
    for (let i = 0; i < 200; i += 1) rig.make();
    writeFileSync(
      at("uart.log"),
      rig.send((text) => text.replace("$D,50,", "$D,51,")),
    );
    const record = () =>
      isobar("record", "--port", at("uart.log"), "--out", at("cell"), "--cell", "C-1", "--quiet");
    assert.equal(await record(), 0, terminal.errorText);
    assert.equal(await isobar("export", at("uart.log"), "--out", at("same.rig.csv")), 0);
    const recorded = (await readCycler(at("cell-0001.rig.csv"))).table;
    const exported = (await readCycler(at("same.rig.csv"))).table;
    for (const label of ["Record Index / 1", "Anode Pressure / Pa", "Missing Records / 1"]) {
      assert.deepEqual(recorded.numbers(label), exported.numbers(label), label);
    }
    // The line that was changed on its way is declared, not guessed.
    assert.equal(recorded.texts("Gap")?.filter((why) => why !== "").length, 1);
    const sidecar = JSON.parse(readFileSync(at("cell.json"), "utf8")) as Record<string, unknown>;
    assert.deepEqual([sidecar["cell"], sidecar["missing"], sidecar["damagedLines"]], ["C-1", 1, 1]);
    const before = readFileSync(at("cell-0001.rig.csv"), "utf8");
    assert.equal(await record(), 0);
    assert.equal(readFileSync(at("cell-0001.rig.csv"), "utf8"), before);
  });

  it("opens a cut line again and has the rig give what was made meanwhile", async () => {
    writeFileSync(at("certificate.json"), JSON.stringify(certificate));
    const rig = new ScriptedRig();
    const sockets = new Set<Socket>();
    const server: Server = createServer((socket) => {
      sockets.add(socket);
      socket.setEncoding("latin1").on("data", (text) => rig.receive(String(text)));
      socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const turn = setInterval(() => {
      if (rig.next < 400) rig.make();
      if (rig.next === 100) for (const socket of sockets) socket.destroy();
      const text = rig.send((sent) => sent);
      for (const socket of sockets) socket.write(text, "latin1");
    }, 8);
    try {
      const { port } = server.address() as AddressInfo;
      const place = `tcp://127.0.0.1:${port}`;
      assert.equal(
        await isobar(
          ...["record", "--port", place, "--out", at("net"), "--seconds", "4.5", "--quiet"],
          ...["--certificate", at("certificate.json")],
        ),
        0,
      );
    } finally {
      clearInterval(turn);
      server.close();
      for (const socket of sockets) socket.destroy();
    }
    assert.match(terminal.errorText, /opening it again/);
    const numbers = ["rig", "slow", "events"].flatMap((sheet) => {
      const [header = "", ...rows] = readFileSync(at(`net-0001.${sheet}.csv`), "utf8")
        .trimEnd()
        .split("\n");
      const column = header.split(",").indexOf("Record Index / 1");
      return rows.map((row) => Number(row.split(",")[column]));
    });
    numbers.sort((a, b) => a - b);
    assert.ok(numbers.length > 200, `${numbers.length}`);
    assert.deepEqual(
      numbers,
      numbers.map((_, i) => (numbers[0] ?? 0) + i),
    );
    const sidecar = JSON.parse(readFileSync(at("net.json"), "utf8")) as Record<string, unknown>;
    assert.match(String(sidecar["identity"]), /^Isobar,/);
    const cited = sidecar["certificate"] as { id: string; warnings: string[] };
    assert.equal(cited.id, certificate.id);
    assert.match(cited.warnings.join(), /is of rig R7, not of/);
    assert.match(terminal.errorText, /Warning: the certificate is of rig R7/);
    // The raw log names it too, before the first row, and so does a report of that log without its sidecar.
    const raw = readFileSync(at("net.raw.log"), "latin1");
    assert.ok(raw.startsWith(`;certificate ${certificate.id}\n;link `), raw.slice(0, 120));
    const reported = async (log: string) => {
      assert.equal(await isobar("report", at(log), "--out", at("net-report")), 0);
      return readFileSync(at("net-report/report.html"), "utf8");
    };
    assert.match(await reported("net.raw.log"), /Warning: the certificate is of rig R7/);
    writeFileSync(at("alone.raw.log"), raw, "latin1");
    assert.ok((await reported("alone.raw.log")).includes(certificate.id.slice(0, 12)));
  });

  it("refuses a certificate that was changed since it was made", async () => {
    writeFileSync(at("changed.json"), JSON.stringify({ ...certificate, accepted: false }));
    const words = ["record", "--port", at("uart.log"), "--out", at("y")];
    assert.equal(await isobar(...words, "--certificate", at("changed.json")), 2);
    assert.match(terminal.errorText, /changed\.json has been changed since it was made/);
    assert.equal(existsSync(at("y.raw.log")), false);
  });

  it("refuses what it cannot do", async () => {
    for (const [words, says] of [
      [["--out", at("x")], /needs --port/],
      [["--port", "-"], /needs --out/],
      [["--port", "http://here", "--out", at("x")], /tcp:\/\/HOST:PORT/],
      [["--port", "tcp://here:99999", "--out", at("x")], /no port/],
      [["--port", at("uart.log"), "--out", at("x"), "--baud", "fast"], /--baud/],
    ] as const) {
      assert.equal(await isobar("record", ...words), 2, words.join(" "));
      assert.match(terminal.errorText, says);
    }
    writeFileSync(at("odd.state.json"), "{}");
    assert.equal(await isobar("record", "--port", at("uart.log"), "--out", at("odd")), 2);
    assert.match(terminal.errorText, /odd\.state\.json: is no state of a recording/);
    assert.equal(existsSync(at("x.raw.log")), false);
  });
});
