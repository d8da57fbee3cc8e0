import assert from "node:assert/strict";
import { duration, hours, progressOn } from "../../../../host/run/progress.js";
import { FakeTerminal } from "../../../support/fake-terminal.js";

const state = (wallS: number, atS = 36000) => ({
  atS,
  durationS: 118800,
  wallS,
  anodeKPa: 2500.2,
  cathodeKPa: 199.96,
});

describe("the progress of a run", () => {
  it("is a bar that is drawn again on a terminal, with time left, speed and both pressures", () => {
    const terminal = new FakeTerminal(true);
    const progress = progressOn(terminal, false);
    progress.update(state(4));
    // 36000 s of 118800 in 4 s: 30 %, 9000 times real time, 82800 / 9000 = 9.2 s left.
    assert.match(terminal.errorText, /^\r\x1b\[2K\u2588+\u2591+ +30 %/u);
    assert.match(terminal.errorText, /10\.0 h of 33\.0 h {2}9,000x {2}10 s left/);
    assert.match(terminal.errorText, /A 2\.500 C 0\.200 MPa/);
    assert.ok(terminal.errorText.length <= 100 + "\r\x1b[2K".length);
  });

  it("is drawn ten times a second at most and leaves no trace at the end", () => {
    const terminal = new FakeTerminal(true);
    const progress = progressOn(terminal, false);
    for (let i = 0; i < 100; i += 1) progress.update(state(1 + i / 1000));
    assert.equal(terminal.errorText.split("\r").length - 1, 1);
    progress.end(state(2));
    assert.ok(terminal.errorText.endsWith("\r\x1b[2K"));
  });

  it("is a plain line now and then elsewhere", () => {
    const terminal = new FakeTerminal(false);
    const progress = progressOn(terminal, false);
    for (let wallS = 0; wallS <= 50; wallS += 0.25) progress.update(state(wallS, wallS * 1000));
    progress.end(state(50));
    const lines = terminal.errorText.trimEnd().split("\n");
    // One each 15 s of 50.
    assert.equal(lines.length, 3);
    for (const line of lines) assert.doesNotMatch(line, /[\r\x1b]/u);
  });

  it("is nothing when quiet", () => {
    const terminal = new FakeTerminal(true);
    const progress = progressOn(terminal, true);
    progress.update(state(4));
    progress.end(state(5));
    assert.equal(terminal.errorText, "");
  });

  it("counts in units that suit", () => {
    assert.deepEqual([0.2, 59, 300, 7200].map(duration), ["1 s", "59 s", "5 min", "2.0 h"]);
    assert.deepEqual([540, 118800].map(hours), ["0.15 h", "33.0 h"]);
  });
});
