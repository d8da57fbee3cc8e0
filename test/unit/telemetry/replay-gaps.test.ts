import assert from "node:assert/strict";
import fc from "fast-check";
import { ReplayHost } from "../../support/replay-host.js";

/** Ticks until the host has all, with the line whole again. */
function settle(host: ReplayHost): void {
  host.stalled = false;
  host.pulled = false;
  if (!host.streaming) host.send("DATA:STR ON");
  // A slow row interval, so that the end is not a moving target.
  host.send("DATA:STR:INT 10");
  const end = host.truth.length;
  for (let i = 0; host.askForGap(end); i += 1) {
    assert.ok(i < 3000, "the host does not get its records");
    host.tick();
  }
}

function assertAllAccounted(host: ReplayHost, end: number): void {
  for (let number = 0; number < end; number += 1) {
    if (host.lost.has(number)) continue;
    assert.equal(host.known.get(number), host.truth[number], `record ${number}`);
  }
}

const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("run" as const), n: fc.nat(120) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("stall" as const), n: fc.nat(400) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("pull" as const), n: fc.nat(400) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("drop" as const), n: fc.nat(300) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("events" as const), n: fc.nat(12) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("ask" as const), n: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("off" as const), n: fc.nat(200) }) },
);

function perform(host: ReplayHost, kind: string, n: number): void {
  const ticks = (times: number) => {
    for (let i = 0; i < times; i += 1) host.tick();
  };
  if (kind === "run") ticks(n);
  else if (kind === "stall" || kind === "pull") {
    host.stalled = kind === "stall";
    host.pulled = kind === "pull";
    ticks(n);
    host.stalled = false;
    host.pulled = false;
  } else if (kind === "drop") host.dropBytes = n;
  else if (kind === "events") {
    for (let i = 0; i < n; i += 1)
      host.send(`OUTP${1 + (i % 2)}:MODE ${i % 4 < 2 ? "GAP" : "OFF"}`);
    ticks(1);
  } else if (kind === "off") {
    host.send("DATA:STR OFF");
    ticks(n);
    host.send("DATA:STR ON");
  } else {
    // Asks while everything else goes on.
    for (let i = 0; i < n; i += 1) {
      if (host.streaming) host.askForGap(host.truth.length);
      host.tick();
    }
  }
}

describe("a host that wants every record", () => {
  it("has each as it was first written, or the rig's word that it is lost, whatever the line did", () => {
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 14 }),
        fc.constantFrom("0.1", "0.2", "1"),
        (acts, interval) => {
          const host = new ReplayHost();
          host.send(`DATA:STR:INT ${interval}`);
          host.send("DATA:STR ON");
          for (const { kind, n } of acts) perform(host, kind, n);
          const end = host.truth.length;
          settle(host);
          assertAllAccounted(host, end);
          const oldest = host.bench.rig.telemetry.recorder.ring.oldest;
          for (const number of host.lost) assert.ok(number < oldest);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("hears no broken line while nothing is lost on the wire, stalls and replays included", () => {
    const whole = act.filter(({ kind }) => kind !== "pull" && kind !== "drop");
    fc.assert(
      fc.property(fc.array(whole, { maxLength: 10 }), (acts) => {
        const host = new ReplayHost();
        host.send("DATA:STR:INT 0.1");
        host.send("DATA:STR ON");
        for (const { kind, n } of acts) perform(host, kind, n);
        settle(host);
        assert.equal(host.broken, 0);
        assert.deepEqual(host.replies, []);
      }),
      { numRuns: 20 },
    );
  });

  it("loses nothing in a cable pull of ten minutes at a row a second: 600 rows and 20 slow rows", () => {
    const host = new ReplayHost();
    host.send("DATA:STR ON");
    for (let i = 0; i < 305; i += 1) host.tick();
    const before = host.truth.length;
    host.pulled = true;
    for (let i = 0; i < 6000; i += 1) host.tick();
    host.pulled = false;
    const missed = host.truth.length - before;
    assert.equal(missed, 600 + 20);
    settle(host);
    assertAllAccounted(host, host.truth.length - 1);
    assert.equal(host.lost.size, 0);
    assert.deepEqual(host.ends, [{ from: before, count: missed, given: missed, lost: 0 }]);
  });

  it("loses the oldest 31 of 671 records in a cable pull of 650 s, and is told so", () => {
    const host = new ReplayHost();
    host.send("DATA:STR ON");
    for (let i = 0; i < 305; i += 1) host.tick();
    const before = host.truth.length;
    host.pulled = true;
    for (let i = 0; i < 6500; i += 1) host.tick();
    host.pulled = false;
    const missed = host.truth.length - before;
    assert.equal(missed, 650 + 21);
    settle(host);
    assert.deepEqual(host.ends, [{ from: before, count: 671, given: 640, lost: 31 }]);
    assert.deepEqual(
      [...host.lost],
      Array.from({ length: 31 }, (_, i) => before + i),
    );
  });

  it("has 640 records again within 8.5 s, while rows go on", () => {
    const host = new ReplayHost();
    for (let i = 0; i < 6500; i += 1) host.tick();
    host.send("DATA:STR ON");
    host.tick();
    const { oldest, next } = host.bench.rig.telemetry.recorder.ring;
    host.send(`DATA:REPL ${oldest},${next - oldest}`);
    let ticks = 0;
    for (; host.ends.length === 0; ticks += 1) host.tick();
    // Eight a tick: 640 / 8 = 80 ticks, and what the line has to carry before: header, rows, the last records.
    assert.ok(ticks <= 85, `${ticks} ticks`);
    // While it ran about nine records came anew; those of the oldest that they took the place of were given before.
    assert.deepEqual(host.ends, [{ from: oldest, count: 640, given: 640, lost: 0 }]);
  });

  it("gets replies during a replay as well, within three ticks, with rows ten times a second", () => {
    const host = new ReplayHost();
    host.send("DATA:STR:INT 0.1");
    for (let i = 0; i < 700; i += 1) host.tick();
    host.send("DATA:STR ON");
    host.tick();
    host.send(`DATA:REPL ${host.truth.length - 640},640`);
    let asked = 0;
    while (host.ends.length === 0) {
      const replies = host.replies.length;
      host.send("*IDN?");
      asked += 1;
      let waited = 0;
      while (host.replies.length === replies) {
        host.tick();
        waited += 1;
        assert.ok(waited <= 3, "no reply after three ticks");
      }
    }
    assert.ok(asked >= 20, `${asked}`);
    for (const reply of host.replies) assert.match(reply, /^Isobar,/);
  });
});

describe("a replay", () => {
  let host: ReplayHost;

  beforeEach(() => {
    host = new ReplayHost();
    for (let i = 0; i < 100; i += 1) host.tick();
    host.send("DATA:STR ON");
    host.tick();
  });

  const run = (command: string) => {
    host.send(command);
    for (let i = 0; i < 20; i += 1) host.tick();
    host.send("SYST:ERR?");
    return host.replies.at(-1);
  };

  it("declares lost what does not exist yet", () => {
    const next = host.truth.length;
    run(`DATA:REPL ${next - 2},10`);
    // What came to be in the one tick in between is given; at a row a second that is at most one.
    const end = host.ends[0];
    assert.equal(end?.from, next - 2);
    assert.ok((end?.given ?? 0) >= 2 && (end?.given ?? 0) <= 3, `${end?.given}`);
    run("DATA:REPL 1000000000000,1000000");
    assert.deepEqual(host.ends[1], { from: 1e12, count: 1e6, given: 0, lost: 1e6 });
  });

  it("is refused while the stream is off, and while another one runs", () => {
    assert.equal(run("DATA:REPL 0,5;REPL 0,5"), host.replies.at(-1));
    host.send("DATA:STR OFF");
    host.tick();
    assert.match(run("DATA:REPL 0,5") ?? "", /^-(113|221),/);
    host.send("*CLS");
    host.send("DATA:STR ON");
    host.stalled = true;
    for (let i = 0; i < 10; i += 1) host.tick();
    host.send("DATA:REPL 0,5");
    host.send("DATA:REPL 0,6");
    host.stalled = false;
    for (let i = 0; i < 10; i += 1) host.tick();
    assert.match(run("*CLS;:DATA:REPL 0,5;:DATA:REPL 0,6") ?? "", /^-221,.*a replay is running/);
  });

  it("wants a number from 0 and a count from 1", () => {
    for (const wrong of ["-1,5", "0,0", "0", "0,1.5", "0,5,5", "a,b", "0,1000001"]) {
      assert.match(run(`DATA:REPL ${wrong}`) ?? "", /^-(222|109|108|104|121)/, wrong);
    }
    assert.deepEqual(host.ends, []);
  });

  it("ends with $R though the line was too full for it at first", () => {
    host.stalled = true;
    host.tick();
    // The outbox holds 4096 bytes; a reply has 7.
    for (let i = 0; i < 600; i += 1) host.send("SYST:VERS?");
    const { telemetry } = host.bench.rig;
    const dropped = telemetry.droppedOthers;
    assert.ok(dropped > 0);
    host.send("DATA:REPL 1000000,7");
    for (let i = 0; i < 30; i += 1) host.tick();
    assert.deepEqual(host.ends, []);
    assert.equal(telemetry.droppedOthers, dropped, "to wait is not to be dropped");
    host.stalled = false;
    for (let i = 0; i < 10; i += 1) host.tick();
    assert.deepEqual(host.ends, [{ from: 1000000, count: 7, given: 0, lost: 7 }]);
  });

  it("says with DATA:RANGe? what can be asked for: boot count, oldest, next", () => {
    host.send("DATA:RANG?");
    assert.equal(host.replies.at(-1), `3,0,${host.truth.length}`);
    host.send("DATA:STR:INT 0.1");
    for (let i = 0; i < 700; i += 1) host.tick();
    host.send("DATA:RANG?");
    assert.equal(host.replies.at(-1), `3,${host.truth.length - 640},${host.truth.length}`);
  });
});
