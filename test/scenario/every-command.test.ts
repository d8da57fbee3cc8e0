// Every command of the protocol's table, sent to the simulated rig in its state: by its long and short forms, for both sides, with
// channel lists and with the words that the table has for its parameter.

import assert from "node:assert/strict";
import { type CommandExample, commandExamples } from "../../host/docs/command-examples.js";
import { World } from "../../sim/world.js";
import { commands } from "../../src/protocol/commands.js";
import { type CommandState, commandStates } from "../support/command-states.js";
import { sided, spellings, splitParameters, wordsOf } from "../support/spellings.js";
import { planned } from "../support/world-of.js";

const bytes = new Uint8Array(1 << 16);
const noError = '0,"No error"';

/** The lines that are no rows, headers or events. */
function answersOf(text: string): string[] {
  return text.split("\n").filter((line) => line !== "" && !/^[$#]/.test(line));
}

/** A simulated rig three seconds after its start, screws in free air, stream off; and its host. */
class Line {
  readonly world = new World({ ...planned({}), programme: undefined });

  constructor() {
    this.run(3);
    this.say("DATA:STR OFF");
  }

  run(s: number): string {
    let text = "";
    for (let i = 0; i < s * 10; i += 1) {
      this.world.tick();
      const count = this.world.takeUart(bytes);
      text += Buffer.from(bytes.subarray(0, count)).toString("latin1");
    }
    return text;
  }

  /** What comes within `s` that is no pushed line. */
  say(line: string, s = 0.3): string {
    this.world.simulated.uart.hostSend(`${line}\n`);
    return answersOf(this.run(s)).join("\n");
  }

  /** The one line that comes back; a long one takes its time on the wire. */
  ask(line: string): string {
    this.world.simulated.uart.hostSend(`${line}\n`);
    let text = "";
    for (let i = 0; i < 30 && !/^[^$#].*\n/m.test(text); i += 1) text += this.run(0.1);
    const lines = answersOf(text + this.run(0.2));
    assert.equal(
      lines.length,
      1,
      `${line} has one line as its answer, not ${JSON.stringify(lines)}`,
    );
    return lines[0] as string;
  }
}

const fields: Readonly<Record<string, string>> = {
  integer: "-?\\d+",
  number: "-?\\d+(?:\\.\\d+)?(?:E[+-]?\\d+)?",
  word: "[A-Z]+",
  quoted: '"(?:[^"]|"")*"',
  text: '[^,"\\n]+',
};

function formOf(answer: string): RegExp {
  const kinds = answer.split(",").filter((kind) => kind !== "...");
  const group = kinds
    .map((kind) => fields[kind] ?? assert.fail(`no field is called ${kind}`))
    .join(",");
  return new RegExp(answer.endsWith("...") ? `^${group}(?:,${group})*$` : `^${group}$`);
}

const channelLists = ["(@1)", "(@2)", "(@1,2)", "(@1:2)", "(@2,1)"];

/** The parameters that are sent: the example, and the words or channel lists in place of its last. */
function variants(parameters: string, { give }: CommandExample): readonly (string | undefined)[] {
  if (parameters.includes("(@")) return [undefined, ...channelLists];
  const first = splitParameters(give ?? "").slice(0, splitParameters(parameters).length - 1);
  return [give, ...wordsOf(parameters).map((word) => [...first, word].join(","))];
}

function tellsOf(header: string, parameters: string, example: CommandExample, line: Line): void {
  const form = formOf(example.answer ?? assert.fail("a query has an answer"));
  for (const spelling of spellings(header)) {
    for (const [side, told] of [
      [1, true],
      [1, false],
      [2, true],
    ] as const) {
      if (side === 2 && !header.includes("#")) continue;
      for (const give of variants(parameters, example)) {
        const sent = `${sided(spelling, side, told)} ${give ?? ""}`.trim();
        const answer = line.ask(sent);
        assert.match(answer, form, sent);
        if (give?.startsWith("(@"))
          assert.equal(answer.split(",").length, give.replaceAll(/\D/g, "").length, sent);
        assert.equal(line.ask("SYST:ERR?"), noError, sent);
      }
    }
  }
}

/** Its own world for each way to say it: a command may change all that the next one needs. */
function obeys(header: string, parameters: string, example: CommandExample): void {
  const state: CommandState =
    commandStates[header] ?? assert.fail("it has no state in command-states.ts");
  const sides = header.includes("#") ? ([1, 2] as const) : ([1] as const);
  const obeyed = (spelling: string, side: 1 | 2, give: string | undefined, seen: boolean) => {
    const line = new Line();
    state.make?.(
      (one) => line.say(one),
      (s) => void line.run(s),
      line.world,
    );
    for (const one of state.before ?? []) line.say(sided(one, side), 0.5);
    const sent = `${sided(spelling, side, side === 2)} ${give ?? ""}`.trim();
    assert.equal(line.say(sent, 0.2), "", `${sent} has no answer`);
    line.run(state.takesS ?? 0.1);
    const [query, shown] = state.shows;
    if (seen) assert.match(line.ask(sided(query, side)), shown);
    assert.equal(line.ask("SYST:ERR?"), noError, sent);
  };
  for (const side of sides)
    for (const spelling of spellings(header)) obeyed(spelling, side, example.give, true);
  const short = spellings(header)[0] as string;
  for (const side of sides)
    for (const give of variants(parameters, example).slice(1)) obeyed(short, side, give, false);
}

describe("every command of the table, on the simulated rig,", () => {
  for (const { header, parameters } of commands) {
    const example = commandExamples[header];
    if (header.endsWith("?"))
      it(`${header} answers in one line of the form that is documented`, () => {
        tellsOf(header, parameters, example ?? assert.fail("it has no example"), new Line());
      });
    else
      it(`${header} is carried out, without an answer and without an error`, () => {
        obeys(header, parameters, example ?? assert.fail("it has no example"));
      });
  }

  it("has an example, and no example is of a command that is no more", () => {
    const headers = commands.map(({ header }) => header);
    assert.deepEqual(Object.keys(commandExamples), headers);
    assert.deepEqual(
      Object.keys(commandStates),
      headers.filter((header) => !header.endsWith("?")),
    );
  });
});
