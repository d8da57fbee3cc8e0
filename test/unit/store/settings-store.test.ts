import assert from "node:assert/strict";
import fc from "fast-check";
import type { Field, JsonObject, Table } from "../../../src/document/table.js";
import { writeTable } from "../../../src/document/table.js";
import { type Settings, settingsTable } from "../../../src/settings/table.js";
import { SettingsStore } from "../../../src/store/settings-store.js";
import { payloadMax, TwoKeyStore } from "../../../src/store/two-key-store.js";
import { CutMedium, flashStoreOn, type Remains, remains } from "../../support/cut-medium.js";
import { settingsWith } from "../../support/settings-with.js";

const json = (settings: Settings) => writeTable(settingsTable, settings as JsonObject);
const bytesOf = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0) & 255);

/** A rig that was switched on: what it loads, and where that came from. */
function start(medium: CutMedium, factory: JsonObject = {}) {
  const store = new SettingsStore(flashStoreOn(medium));
  const settings = store.load(factory);
  return { store, settings, origin: store.origin, problems: store.problems.list };
}

/** Puts a document under the keys as a whole and undamaged record. */
function put(medium: CutMedium, text: string): void {
  const bytes = bytesOf(text);
  new TwoKeyStore(flashStoreOn(medium), "settings").save(bytes, bytes.length);
}

/** Settings of any value that the table allows. */
function anyOf(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case "group":
      return documentOf(field.fields);
    case "list":
      return fc.array(documentOf(field.fields), { maxLength: field.most });
    case "quantity": {
      const { min, max, optional } = field;
      const number = fc
        .double({ min, max, noNaN: true })
        .map((value) => (field.nonZero && value === 0 ? max : value + 0));
      return optional ? fc.option(number, { nil: undefined }) : number;
    }
    case "integer":
      return fc.integer({ min: field.min, max: field.max });
    case "choice":
      return fc.constantFrom(...field.of);
    case "flag":
      return fc.boolean();
    case "text":
      return fc.string({ maxLength: field.maxLength });
  }
}

function documentOf(table: Table): fc.Arbitrary<JsonObject> {
  return fc.record(
    Object.fromEntries(Object.entries(table).map(([key, field]) => [key, anyOf(field)])),
  );
}

/** The longest number that a quantity can be written as: sign, 17 digits, point, exponent. */
const longestNumber = -2.2250738585072014e-308;

function longest(table: Table): JsonObject {
  return Object.fromEntries(
    Object.entries(table).map(([key, field]) => [
      key,
      field.kind === "group"
        ? longest(field.fields)
        : field.kind === "integer"
          ? field.max
          : longestNumber,
    ]),
  );
}

describe("the settings in flash", () => {
  it("are those of the factory before any were saved", () => {
    const { settings, origin, problems } = start(new CutMedium(), { die: { diameter: "12 mm" } });
    assert.equal(settings.die.diameter, 12);
    assert.equal(origin, "defaults");
    assert.deepEqual(problems, []);
  });

  it("come back as they were saved, and say that they were stored", () => {
    const medium = new CutMedium();
    const saved = settingsWith({
      anode: { screw: { lash: "6.25 um" }, loadCell: { tare: "-1234 counts" } },
    });
    assert.equal(start(medium).store.save(saved), true);
    const { settings, origin } = start(medium, { die: { diameter: "12 mm" } });
    assert.deepEqual(settings, saved);
    assert.equal(origin, "stored");
  });

  it("come back to the last bit, whatever the values", () => {
    fc.assert(
      fc.property(documentOf(settingsTable), (values) => {
        const medium = new CutMedium();
        const saved = values as unknown as Settings;
        assert.equal(start(medium).store.save(saved), true);
        const { settings, origin, problems } = start(medium);
        assert.deepEqual(problems, []);
        assert.equal(origin, "stored");
        assert.deepEqual(json(settings), json(saved));
      }),
      { numRuns: 200 },
    );
  });

  it("fit into a record: less than 2 kB as shipped, and with every number at its longest", () => {
    const usual = JSON.stringify(json(settingsWith())).length;
    assert.ok(usual < 2000, `${usual}`);
    const most = JSON.stringify(writeTable(settingsTable, longest(settingsTable)));
    assert.ok(most.length <= payloadMax, `${most.length} of ${payloadMax} bytes`);
    assert.equal(start(new CutMedium()).store.save(longest(settingsTable) as never), true);
  });

  it("are written in ASCII alone: a byte a character", () => {
    const text = JSON.stringify(writeTable(settingsTable, longest(settingsTable)));
    assert.match(text, /^[ -~]*$/);
  });

  it("are the old or the new after a power cut in the middle of saving", () => {
    const cut = fc.record({
      leaves: fc.constantFrom<Remains>(...remains),
      at: fc.nat(1350),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.option(cut))), (saves) => {
        const medium = new CutMedium();
        start(medium).store.save(settingsWith({ die: { diameter: "50 mm" } }));
        let old = 50;
        for (const [diameter, how] of saves) {
          const { store } = start(medium);
          medium.cut = how ?? undefined;
          store.save(settingsWith({ die: { diameter: `${diameter} mm` } }));
          medium.reboot();
          const { settings, origin } = start(medium);
          assert.equal(origin, "stored");
          const now = settings.die.diameter;
          assert.ok(now === diameter || (how !== null && now === old), `${now}`);
          old = now;
        }
      }),
      { numRuns: 40 },
    );
  });

  describe("that do not fit this firmware give way to those of the factory, and are named:", () => {
    const factory = { die: { diameter: "12 mm" } };

    function assertFactory(medium: CutMedium, problem: RegExp): void {
      const { settings, origin, problems } = start(medium, factory);
      assert.deepEqual(settings, settingsWith(factory));
      assert.equal(origin, "defaults: the stored ones are damaged");
      assert.equal(problems.length, 1);
      assert.match(problems[0] as string, problem);
    }

    it("a key that this firmware does not know", () => {
      const medium = new CutMedium();
      put(medium, JSON.stringify({ ...json(settingsWith()), turbo: true }));
      assertFactory(medium, /"turbo" is not known/);
    });

    it("a value out of range", () => {
      const medium = new CutMedium();
      put(medium, JSON.stringify({ die: { diameter: "1000 mm" } }));
      assertFactory(medium, /settings\.die\.diameter.*out of range/);
    });

    it("what is no document at all", () => {
      for (const text of ["", "{", "[1]", "null", '"text"', "\u0000\u0001"]) {
        const medium = new CutMedium();
        put(medium, text);
        assertFactory(medium, /^settings: must be an object/);
      }
    });

    it("records under both keys that are damaged", () => {
      const medium = new CutMedium();
      start(medium).store.save(settingsWith());
      start(medium).store.save(settingsWith());
      for (const [key, bytes] of medium.records) {
        if (bytes instanceof Uint8Array) bytes[20] = (bytes[20] as number) ^ 1;
        medium.records.set(key, bytes);
      }
      assertFactory(medium, /^the stored record is damaged/);
    });
  });

  it("can be saved over damaged ones", () => {
    const medium = new CutMedium();
    medium.records.set("settings.a", Uint8Array.of(1));
    medium.records.set("settings.b", "unreadable");
    const saved = settingsWith({ die: { diameter: "8 mm" } });
    assert.equal(start(medium).store.save(saved), true);
    assert.deepEqual(start(medium).settings, saved);
  });

  it("say so when the store takes nothing", () => {
    const medium = new CutMedium();
    medium.full = true;
    assert.equal(start(medium).store.save(settingsWith()), false);
  });
});
