import assert from "node:assert/strict";
import fc from "fast-check";
import sinon from "sinon";
import type { Store } from "../../../hal/store.js";
import { crc32 } from "../../../src/store/crc32.js";
import { payloadMax, TwoKeyStore } from "../../../src/store/two-key-store.js";
import {
  CutMedium,
  flashStoreOn,
  preferenceStoreOn,
  type Remains,
  remains,
} from "../../support/cut-medium.js";

/** Mark, sequence number, length; then the payload and four bytes of CRC. */
const overheadBytes = 14;

/** A record as docs and source have it, made here by hand. */
function record(sequence: number, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(payload.length + overheadBytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x4942);
  view.setUint32(2, sequence);
  view.setUint16(8, payload.length);
  bytes.set(payload, 10);
  view.setUint32(10 + payload.length, crc32(bytes, 0, 10 + payload.length));
  return bytes;
}

function load(store: Store): number[] | undefined {
  const into = new Uint8Array(payloadMax);
  const length = new TwoKeyStore(store, "r").load(into);
  return length === undefined ? undefined : [...into.subarray(0, length)];
}

const media = [
  { name: "the ESP32's flash", storeOn: flashStoreOn, prefix: "" },
  { name: "preferences", storeOn: preferenceStoreOn, prefix: "isobar/" },
] as const;

const payload = fc.uint8Array({ maxLength: 40 });

describe("a record under two keys", () => {
  it("is nothing before it was ever saved", () => {
    assert.equal(load(flashStoreOn(new CutMedium())), undefined);
  });

  it("is written under keys that every store takes", () => {
    const medium = new CutMedium();
    const store = new TwoKeyStore(flashStoreOn(medium), "settings");
    for (let i = 0; i < 4; i += 1) assert.equal(store.save(Uint8Array.of(i), 1), true);
    assert.deepEqual([...medium.records.keys()], ["settings.a", "settings.b"]);
    assert.equal(store.writes, 4);
  });

  for (const { name, storeOn, prefix } of media) {
    describe(`in ${name}`, () => {
      it("is old or new after a cut at any byte of a write, in any way of tearing", () => {
        const history = fc.array(payload, { minLength: 1, maxLength: 4 });
        fc.assert(
          fc.property(history, payload, (saves, last) => {
            const before = new CutMedium();
            const saver = new TwoKeyStore(storeOn(before), "r");
            for (const bytes of saves) saver.save(bytes, bytes.length);
            const old = [...(saves.at(-1) as Uint8Array)];
            const size = last.length + overheadBytes;
            for (const leaves of remains) {
              const torn = leaves === "part" || leaves === "mixed";
              for (let at = torn ? 0 : size; at <= size; at += 1) {
                const medium = new CutMedium();
                for (const [key, bytes] of before.records) medium.records.set(key, bytes);
                const store = new TwoKeyStore(storeOn(medium), "r");
                store.load(new Uint8Array(40));
                medium.cut = { leaves, at };
                assert.equal(store.save(last, last.length), false);
                medium.reboot();
                const found = load(storeOn(medium));
                // What is only torn in its tail may already be the whole new record, bytes being equal.
                const allowed = leaves === "new" ? [[...last]] : torn ? [old, [...last]] : [old];
                assert.ok(
                  allowed.some((some) => `${some}` === `${found}` && found !== undefined),
                  `${leaves} at ${at}: ${found}`,
                );
              }
            }
          }),
          { numRuns: 25 },
        );
      });

      it("is the last one saved or the one being saved, through any sequence of saves, cuts, refusals and reboots", () => {
        const cut = fc.record({
          kind: fc.constant("cut" as const),
          payload,
          leaves: fc.constantFrom<Remains>(...remains),
          at: fc.nat(60),
        });
        const act = fc.oneof(
          { weight: 3, arbitrary: fc.record({ kind: fc.constant("save" as const), payload }) },
          { weight: 3, arbitrary: cut },
          { weight: 1, arbitrary: fc.record({ kind: fc.constant("refuse" as const), payload }) },
          { weight: 1, arbitrary: fc.record({ kind: fc.constant("reboot" as const) }) },
        );
        const first = fc.constantFrom(0, 5, 2 ** 31 - 2, 2 ** 31, 2 ** 32 - 3, 2 ** 32 - 1);
        fc.assert(
          fc.property(fc.array(act, { maxLength: 25 }), first, (acts, sequence) => {
            const medium = new CutMedium();
            // A rig that has saved before, as often as it takes to come near the wrap of the numbers.
            medium.records.set(`${prefix}r.b`, record(sequence, Uint8Array.of(7)));
            medium.records.set(`${prefix}r.a`, record((sequence + 1) >>> 0, Uint8Array.of(8)));
            let possible = ["8"];
            let store = new TwoKeyStore(storeOn(medium), "r");
            const into = new Uint8Array(40);
            const reboot = () => {
              medium.reboot();
              store = new TwoKeyStore(storeOn(medium), "r");
              const length = store.load(into);
              assert.notEqual(length, undefined, "neither the old nor the new");
              const found = `${[...into.subarray(0, length)]}`;
              assert.ok(possible.includes(found), `${found} is none of ${possible.join(" / ")}`);
              possible = [found];
            };
            // While one key is written, the other holds the newest record whole.
            medium.onWrite = (key) => {
              const other = medium.records.get(
                `${key.slice(0, -1)}${key.endsWith("a") ? "b" : "a"}`,
              );
              assert.ok(other instanceof Uint8Array);
              const held = other.slice(10, -4);
              assert.deepEqual(other, record(new DataView(other.buffer).getUint32(2), held));
              assert.ok(possible.includes(`${[...held]}`));
            };
            reboot();
            for (const step of acts) {
              if (step.kind === "reboot") {
                reboot();
                continue;
              }
              const bytes = step.payload;
              if (step.kind === "cut") medium.cut = step;
              medium.full = step.kind === "refuse";
              const done = store.save(bytes, bytes.length);
              medium.full = false;
              assert.equal(done, step.kind === "save");
              if (step.kind === "save") possible = [`${[...bytes]}`];
              else if (step.kind === "cut") {
                possible.push(`${[...bytes]}`);
                reboot();
              }
            }
            reboot();
          }),
          { numRuns: 300 },
        );
      });
    });
  }

  it("is the newer of two good ones, also across the wrap of the numbers at 2^32", () => {
    for (const [older, newer] of [
      [1, 2],
      [2 ** 31 - 1, 2 ** 31],
      [2 ** 32 - 1, 0],
      [2 ** 32 - 2, 1],
    ] as const) {
      for (const [a, b] of [
        [older, newer],
        [newer, older],
      ] as const) {
        const medium = new CutMedium();
        medium.records.set("r.a", record(a, Uint8Array.of(a & 255)));
        medium.records.set("r.b", record(b, Uint8Array.of(b & 255)));
        assert.deepEqual(load(flashStoreOn(medium)), [newer & 255], `${a} and ${b}`);
      }
    }
  });

  it("is never made of garbage, whatever lies under the keys, and a good one beside garbage stands", () => {
    const garbage = fc.option(
      fc.oneof(
        fc.uint8Array({ maxLength: 60 }),
        fc.uint8Array({ maxLength: 60 }).map((bytes) => {
          // The right mark, and a length that seems to fit.
          const marked = Uint8Array.from([0x49, 0x42, 0, 0, 0, 9, 0, 0, 0, 0, ...bytes]);
          marked[9] = Math.max(0, bytes.length - 4);
          return marked;
        }),
      ),
      { nil: "unreadable" as const },
    );
    fc.assert(
      fc.property(garbage, garbage, payload, fc.boolean(), (a, b, good, under) => {
        const medium = new CutMedium();
        medium.records.set("r.a", a);
        medium.records.set("r.b", b);
        assert.equal(load(flashStoreOn(medium)), undefined);
        medium.records.set(under ? "r.a" : "r.b", record(3, good));
        assert.deepEqual(load(flashStoreOn(medium)), [...good]);
        const store = new TwoKeyStore(flashStoreOn(medium), "r");
        store.load(new Uint8Array(40));
        assert.equal(store.save(Uint8Array.of(1, 2), 2), true);
        assert.deepEqual(load(flashStoreOn(medium)), [1, 2]);
      }),
      { numRuns: 300 },
    );
  });

  it("is not lost to a save by somebody who never looked what is there", () => {
    const medium = new CutMedium();
    for (let i = 0; i < 5; i += 1) {
      assert.equal(new TwoKeyStore(flashStoreOn(medium), "r").save(Uint8Array.of(i), 1), true);
      assert.deepEqual(load(flashStoreOn(medium)), [i]);
    }
    medium.cut = { leaves: "erased", at: 0 };
    new TwoKeyStore(flashStoreOn(medium), "r").save(Uint8Array.of(99), 1);
    medium.reboot();
    assert.deepEqual(load(flashStoreOn(medium)), [4]);
  });

  it("is none of the two when the newest cannot be read a second time", () => {
    const medium = new CutMedium();
    medium.records.set("r.a", record(2, Uint8Array.of(2)));
    medium.records.set("r.b", record(1, Uint8Array.of(1)));
    const store = flashStoreOn(medium);
    const flaky = {
      load: sinon.stub().callsFake((key: string, into: Uint8Array) => store.load(key, into)),
      save: () => true,
    };
    flaky.load.onCall(2).returns(undefined);
    assert.equal(load(flaky), undefined);
  });

  it("says whether there was something under its keys that was no good", () => {
    const medium = new CutMedium();
    const into = new Uint8Array(8);
    const damaged = () => {
      const store = new TwoKeyStore(flashStoreOn(medium), "r");
      store.load(into);
      return store.damaged;
    };
    assert.equal(damaged(), false);
    medium.records.set("r.b", Uint8Array.of(1, 2, 3));
    assert.equal(damaged(), true);
    // Beside a good record a torn one is what a cut leaves, and no loss.
    medium.records.set("r.a", record(1, Uint8Array.of(1)));
    assert.equal(damaged(), false);
  });

  describe("takes payloads", () => {
    it("of 0 to 3570 bytes: 3584 less mark, number, length and CRC", () => {
      assert.equal(payloadMax, 3584 - 2 - 4 - 4 - 4);
      for (const length of [0, 1, payloadMax]) {
        const medium = new CutMedium();
        const bytes = Uint8Array.from({ length }, (_, i) => i & 255);
        assert.equal(new TwoKeyStore(flashStoreOn(medium), "r").save(bytes, length), true);
        assert.deepEqual(load(flashStoreOn(medium)), [...bytes]);
        assert.equal((medium.records.get("r.a") as Uint8Array).length, length + overheadBytes);
      }
    });

    it("no longer than that, and touches nothing then", () => {
      const medium = new CutMedium();
      const store = new TwoKeyStore(flashStoreOn(medium), "r");
      store.save(Uint8Array.of(5), 1);
      medium.onWrite = () => assert.fail("written");
      assert.equal(store.save(new Uint8Array(payloadMax + 1), payloadMax + 1), false);
      assert.deepEqual(load(flashStoreOn(medium)), [5]);
    });

    it("and gives none into too small a place, without forgetting which key is the newest", () => {
      const medium = new CutMedium();
      const store = new TwoKeyStore(flashStoreOn(medium), "r");
      store.save(Uint8Array.of(1, 2, 3), 3);
      const small = new Uint8Array(2);
      assert.equal(store.load(small), undefined);
      assert.deepEqual([...small], [0, 0]);
      medium.cut = { leaves: "part", at: 4 };
      store.save(Uint8Array.of(9), 1);
      medium.reboot();
      assert.deepEqual(load(flashStoreOn(medium)), [1, 2, 3]);
    });
  });
});
