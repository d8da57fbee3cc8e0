import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { CoSimulation } from "../../../../host/cosim/co-simulation.js";
import { readMessage } from "../../../../host/cosim/read-message.js";
import { projectFile } from "../../../../host/project.js";
import type { JsonObject } from "../../../../src/document/table.js";

const read = (...path: string[]) => readFileSync(projectFile("docs", ...path), "utf8");
const page = read("cosim.md");
const start = () =>
  new CoSimulation(
    JSON.parse(read("cosim", "settings.json")) as JsonObject,
    undefined,
    assert.fail,
  );

describe("docs/cosim.md", () => {
  it("shows lines that are read, and answers with the keys that are given", () => {
    const [line, answer] = [...page.matchAll(/```json\n(.*)\n```/gu)].map(([, json]) => json ?? "");
    const message = readMessage(line ?? "", 1, undefined);
    const given = start().take(message);
    const shown = JSON.parse(answer ?? "") as Record<string, object>;
    assert.deepEqual(Object.keys(shown), Object.keys(given));
    assert.deepEqual(Object.keys(shown["anode"] ?? {}), Object.keys(given.anode));
  });

  it("shows a conversation that happens", () => {
    const simulation = start();
    const codes = { anode: { counts: 43010 }, cathode: { counts: -12003 } };
    for (const t of [1, 1.1, 1.2])
      simulation.take(readMessage(JSON.stringify({ t, ...codes }), 1, undefined));
    const turns = [...page.matchAll(/^-> (.*)\n<- (.*)$/gmu)];
    assert.equal(turns.length, 2);
    for (const [, line, answer] of turns) {
      const given = JSON.stringify(simulation.take(readMessage(line ?? "", 1, undefined)));
      // The pressure depends on the codes before.
      const free = (text: string | undefined) => text?.replace(/"tx":"-?[\d.]+\\n"/u, '"tx":"?"');
      assert.equal(free(given), free(answer));
    }
  });
});
