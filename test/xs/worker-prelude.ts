/** What the order `f` occupies. */
export const chunkPieceBytes = 65536;

/**
 * What runs in the worker before anything else. The worker answers a command with the ArrayBuffer that the global
 * `handleCommand` returns, and with nothing else; so the first byte of a command is an order and the rest its text:
 *
 * - `e` evaluates the text as a script: `+` and the value as text, or `-` and the error with its stack;
 * - `p` makes the text the body of the prepared function; `r` runs that function;
 * - `g` collects garbage; `c` tells with `1` that there was a collection since the last `c`;
 * - `f` keeps a further `chunkPieceBytes` of the chunk heap occupied for good.
 *
 * The canary is an object nobody holds: its finalizer is called after the next collection, at the end of a command,
 * and puts out the next one. `report(bytes)` sends bytes to Node in the middle of a command.
 */
export const workerPrelude = `"use strict";
(() => {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const run = eval;
  const ballast = [];
  let prepared = () => {};
  let collected = false;
  const canary = new FinalizationRegistry(() => {
    collected = true;
    canary.register({});
  });
  canary.register({});
  const reply = (text) => encoder.encode(text).buffer;
  const evaluate = (source) => {
    try {
      return reply("+" + String(run(source)));
    } catch (error) {
      return reply("-" + (error instanceof Error ? error.stack : String(error)));
    }
  };
  const tellCollected = () => {
    const text = collected ? "1" : "0";
    collected = false;
    return reply(text);
  };
  const prepare = (body) => {
    const answer = evaluate("globalThis.isobarPrepared = () => {\\"use strict\\";" + body + "\\n}; 0");
    prepared = globalThis.isobarPrepared;
    return answer;
  };
  globalThis.report = (bytes) => {
    const from = bytes.byteOffset;
    issueCommand(bytes.buffer.slice(from, from + bytes.byteLength));
  };
  globalThis.handleCommand = (command) => {
    const order = new Uint8Array(command, 0, 1)[0];
    if (order === 0x72) {
      prepared();
      return undefined;
    }
    if (order === 0x65) return evaluate(decoder.decode(new Uint8Array(command, 1)));
    if (order === 0x70) return prepare(decoder.decode(new Uint8Array(command, 1)));
    if (order === 0x63) return tellCollected();
    if (order === 0x66) ballast.push(new ArrayBuffer(${chunkPieceBytes}));
    if (order === 0x67) gc();
    return undefined;
  };
})();
`;
