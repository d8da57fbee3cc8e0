import assert from "node:assert/strict";
import { OpenRecording } from "../../web/data/open-recording.js";
import { checksum } from "../../web/data/pushed-line.js";

const sealed = (body: string) => `${body}*${checksum(body, body.length)}`;
const header = (boot: number, next: number) =>
  sealed(`#H,2,isobar,${boot},${next},0,seq/1,t/ms,volts/uV`);
const row = (number: number) => sealed(`$D,${number},${number * 1000},3600000`);
const fresh = { id: 1, name: "cell", startedMs: 1, lines: 0, lost: 0, gaps: 0, damaged: 0 };

describe("a recording of the page", () => {
  it("asks for what is missing, and counts as lost only what the rig could not give", () => {
    const open = new OpenRecording({ ...fresh });
    open.link(0);
    for (const line of [header(4, 7), row(7), row(11)]) open.line(line, 1);
    // 8, 9 and 10.
    assert.deepEqual(open.wants(1), { from: 8, count: 3 });
    open.line(row(9), 2);
    open.line(row(10), 2);
    open.line(sealed("$R,4,8,3,2,1"), 2);
    const text = open.taken();
    assert.match(text, /^;link 0\.000\n#H/u);
    assert.match(text, /\n;gap 4,8,1,the rig has overwritten them\n$/u);
    assert.deepEqual(open.recording, { ...fresh, lines: 6, lost: 1, gaps: 1, boot: 4, next: 12 });
  });

  it("goes on behind its last number when the page was opened anew", () => {
    const open = new OpenRecording({ ...fresh, lines: 6, lost: 1, gaps: 1, boot: 4, next: 12 });
    open.line(row(12), 0);
    assert.equal(open.taken(), "", "nothing before it is known whose rows they are");
    open.link(0);
    for (const line of [header(4, 15), row(15)]) open.line(line, 0);
    assert.deepEqual(open.wants(0), { from: 12, count: 3 });
    assert.equal(open.complete, false);
    for (const number of [12, 13, 14]) open.line(row(number), 1);
    assert.equal(open.complete, true);
    open.taken();
    assert.deepEqual([open.recording.lost, open.recording.gaps, open.recording.next], [1, 1, 16]);
  });

  it("knows when it is opened anew what it has ahead of a hole, and declares the hole alone", () => {
    const before = new OpenRecording({ ...fresh });
    before.link(0);
    // 8 to 10 and 13 are missing when the page goes.
    for (const line of [header(4, 7), row(7), row(11), row(12), row(14)]) before.line(line, 1);
    before.taken();
    assert.deepEqual(before.recording.ahead, [
      [11, 2],
      [14, 1],
    ]);
    const open = new OpenRecording({ ...before.recording });
    open.link(1000);
    for (const line of [header(4, 900), row(900)]) open.line(line, 1000);
    assert.deepEqual(open.wants(1000), { from: 8, count: 3 });
    open.line(sealed("$R,4,8,3,0,500"), 1000);
    assert.deepEqual(open.wants(1000), { from: 13, count: 1 });
    open.line(sealed("$R,4,13,1,0,500"), 1000);
    const gaps = open
      .taken()
      .split("\n")
      .filter((line) => line.startsWith(";gap"));
    const why = "the rig has overwritten them";
    assert.deepEqual(gaps, [`;gap 4,8,3,${why}`, `;gap 4,13,1,${why}`]);
    assert.equal(open.recording.lost, 4);
    // 640 at once: what the ring holds.
    assert.deepEqual(open.wants(1000), { from: 15, count: 640 });
    assert.deepEqual(open.recording.ahead, [[900, 1]]);
  });

  it("declares what a restart of the rig has taken, without a number that nobody knows", () => {
    const open = new OpenRecording({ ...fresh });
    open.link(0);
    for (const line of [header(4, 7), row(7), header(5, 0), row(0)]) open.line(line, 0);
    assert.match(open.taken(), /\n;gap 4,8,,the rig restarted\n/u);
    assert.deepEqual([open.recording.boot, open.recording.next, open.recording.gaps], [5, 1, 1]);
  });
});
