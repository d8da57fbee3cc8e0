import assert from "node:assert/strict";
import sinon from "sinon";
import { PreferenceStore } from "../../../hal/desktop/preference-store.js";
import { FlashStore } from "../../../hal/esp32/flash-store.js";
import { storeContract } from "../../contract/store.contract.js";
import { CutMedium, flashStoreOn, preferenceStoreOn } from "../../support/cut-medium.js";

const into = new Uint8Array(3584);

describe("the store in the ESP32's flash", () => {
  it("takes a record that the storage throws at for one that is not there", () => {
    const read = sinon.stub().throws(new TypeError("mismatch"));
    const store = new FlashStore({ read, write: sinon.spy() });
    assert.equal(store.load("settings.a", into), undefined);
    sinon.assert.calledOnceWithExactly(read, "settings.a");
  });

  it("says so when the storage cannot write, and does not throw", () => {
    const write = sinon.stub().throws(new Error("ESP_ERR_NVS_NOT_ENOUGH_SPACE"));
    const store = new FlashStore({ read: () => undefined, write });
    assert.equal(store.save("a", Uint8Array.of(1), 1), false);
  });

  it("gives nothing of a record that is larger than there is room for", () => {
    const store = new FlashStore({ read: () => new ArrayBuffer(9), write: sinon.spy() });
    const small = new Uint8Array(8).fill(7);
    assert.equal(store.load("a", small), undefined);
    assert.deepEqual(small, new Uint8Array(8).fill(7));
  });

  it("hands the storage exactly the record, as a buffer of its length", () => {
    const write = sinon.spy();
    new FlashStore({ read: () => undefined, write }).save("a", Uint8Array.of(5, 6, 7, 8), 2);
    const [key, value] = write.firstCall.args as [string, ArrayBuffer];
    assert.equal(key, "a");
    assert.ok(value instanceof ArrayBuffer);
    assert.deepEqual([...new Uint8Array(value)], [5, 6]);
  });

  for (const leaves of ["old", "new", "unreadable"] as const) {
    describe(`when a cut leaves the key ${leaves}`, () => {
      storeContract(() => {
        const medium = new CutMedium();
        const store = flashStoreOn(medium);
        return {
          store,
          failDuringSave: (key) => {
            medium.cut = { leaves, at: 1 };
            store.save(key, Uint8Array.of(9, 9), 2);
            medium.reboot();
          },
        };
      });
    });
  }
});

describe("the store in a desktop's preferences", () => {
  it("keeps to a domain of its own", () => {
    const set = sinon.spy();
    new PreferenceStore({ get: () => undefined, set }).save("boot.a", Uint8Array.of(1), 1);
    assert.equal(set.firstCall.args[0], "isobar");
    assert.equal(set.firstCall.args[1], "boot.a");
  });

  it("takes what is no buffer, or what throws, for nothing", () => {
    for (const value of [true, 7, "text", null, { buffer: "1,2" }]) {
      const store = new PreferenceStore({ get: () => value, set: sinon.spy() });
      assert.equal(store.load("a", into), undefined);
    }
    const store = new PreferenceStore({ get: sinon.stub().throws(), set: sinon.stub().throws() });
    assert.equal(store.load("a", into), undefined);
    assert.equal(store.save("a", Uint8Array.of(1), 1), false);
  });

  storeContract(() => {
    const medium = new CutMedium();
    const store = preferenceStoreOn(medium);
    return {
      store,
      failDuringSave: (key) => {
        medium.cut = { leaves: "erased", at: 1 };
        store.save(key, Uint8Array.of(9, 9), 2);
        medium.reboot();
      },
    };
  });
});
