import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { ScriptedDialog } from "../../../../host/calibrate/scripted-dialog.js";
import { TerminalDialog } from "../../../../host/calibrate/terminal-dialog.js";
import { Aborted } from "../../../../host/commissioning/problems.js";
import { FakeTerminal } from "../../../support/fake-terminal.js";

const question = { id: "die.diameter.1", text: "Diameter, mm?", fallback: "10" };

describe("the dialog at a terminal", () => {
  it("takes what is typed, and on an empty line what stands in brackets", async () => {
    const input = new PassThrough();
    const terminal = new FakeTerminal();
    const dialog = new TerminalDialog(terminal, input);
    const first = dialog.ask(question);
    input.write(" 10.02 \n");
    assert.equal(await first, "10.02");
    assert.match(terminal.errorText, /Diameter, mm\? \[10\]/u);
    const second = dialog.ask(question);
    input.write("\n");
    assert.equal(await second, "10");
    dialog.close();
  });

  it("loses no line of a pipe that comes all at once", async () => {
    const input = new PassThrough();
    const dialog = new TerminalDialog(new FakeTerminal(), input);
    input.end("1\n2\n3\n");
    const answers = [
      await dialog.ask(question),
      await dialog.ask(question),
      await dialog.ask(question),
    ];
    assert.deepEqual(answers, ["1", "2", "3"]);
    await assert.rejects(dialog.ask(question), Aborted);
  });

  it("gives a step up on q and at the end of the input", async () => {
    const input = new PassThrough();
    const dialog = new TerminalDialog(new FakeTerminal(), input);
    const given = dialog.ask(question);
    input.write("q\n");
    await assert.rejects(given, Aborted);
    const open = dialog.ask(question);
    input.end();
    await assert.rejects(open, Aborted);
  });
});

describe("the dialog of an answers file", () => {
  it("names the question that it has no answer to", () => {
    const dialog = new ScriptedDialog({}, new FakeTerminal());
    const open = { id: "torque.side", text: "Which side?" };
    assert.throws(() => dialog.ask(open), /none to "torque\.side" \(Which side\?\)/u);
  });
});
