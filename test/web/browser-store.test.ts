import assert from "node:assert/strict";
import { BrowserStore } from "../../web/commission/browser-store.js";

const step = { name: "die", title: "The die", atUnixS: 1.79e9, figures: [] };

describe("results of steps in a browser", () => {
  const kept = new Map<string, string>();
  const former = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
  const open = (rig = "R7") => new BrowserStore(rig, () => "here");

  before(() => {
    const localStorage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
    };
    Object.defineProperty(globalThis, "localStorage", { value: localStorage, configurable: true });
  });
  after(() => {
    if (former === undefined) Reflect.deleteProperty(globalThis, "localStorage");
    else Object.defineProperty(globalThis, "localStorage", former);
  });
  beforeEach(() => kept.clear());

  it("are there when the page is opened again, for this rig alone", () => {
    open().put(step);
    assert.deepEqual(open().find("die"), step);
    assert.deepEqual(open("R8").steps, []);
  });

  it("are done anew when something else has written into the store", () => {
    open().put(step);
    const [key] = [...kept.keys()] as [string];
    for (const text of ["{", "null", "[null]", '[{"name":"die"}]', "[".repeat(9) + "]".repeat(9)]) {
      kept.set(key, text);
      assert.deepEqual(open().steps, [], text);
      open().put(step);
      assert.deepEqual(open().steps, [step]);
    }
  });
});
