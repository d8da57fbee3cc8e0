import assert from "node:assert/strict";
import { lineBytesMax, plantLines } from "../../../../host/cosim/plant-lines.js";

async function* stream(chunks: readonly (string | Uint8Array)[]) {
  for (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

const linesOf = async (...chunks: (string | Uint8Array)[]) => {
  const lines: string[] = [];
  for await (const line of plantLines(stream(chunks))) lines.push(line);
  return lines;
};

describe("lines of a plant", () => {
  it("are the same however the bytes come in pieces", async () => {
    const text = '{"t":1}\n{"rx":"µ"}\r\n\n{"t":3}\n';
    const lines = ['{"t":1}', '{"rx":"µ"}\r', "", '{"t":3}'];
    assert.deepEqual(await linesOf(text), lines);
    assert.deepEqual(await linesOf(...[...Buffer.from(text)].map((b) => Uint8Array.of(b))), lines);
  });

  it("come as soon as they have ended", async () => {
    let given = 0;
    const input = async function* () {
      for (const chunk of ['{"t":1}\n{"t"', ":2}\n"]) {
        given += 1;
        yield Buffer.from(chunk);
      }
    };
    const lines = plantLines(input());
    assert.equal((await lines.next()).value, '{"t":1}');
    assert.equal(given, 1);
    assert.equal((await lines.next()).value, '{"t":2}');
  });

  it("may lack the last line feed, and need not exist", async () => {
    assert.deepEqual(await linesOf("a\nb"), ["a", "b"]);
    assert.deepEqual(await linesOf(), []);
    assert.deepEqual(await linesOf("\uFEFFa\n"), ["a"]);
  });

  it("have a greatest length, which an endless one meets before its end", async () => {
    const most = "x".repeat(lineBytesMax);
    assert.deepEqual(await linesOf(most, "\n"), [most]);
    await assert.rejects(
      linesOf("a\n", most, "x\n"),
      /^DocumentError: line 2: is longer than 65536/,
    );
    const endless = async function* () {
      for (;;) yield Buffer.from(most);
    };
    await assert.rejects(plantLines(endless()).next(), /line 1: is longer than 65536 bytes/);
  });

  it("are UTF-8, and say where they are not", async () => {
    await assert.rejects(linesOf("a\nb\n", Uint8Array.of(0xff, 10)), /line 3: is not a text/);
  });

  it("say why they cannot be read", async () => {
    const broken = async function* () {
      yield Buffer.from("a\n");
      throw Object.assign(new Error("EISDIR"), { code: "EISDIR" });
    };
    const lines = plantLines(broken());
    await lines.next();
    await assert.rejects(lines.next(), /standard input: is a directory, not a file/);
  });
});
