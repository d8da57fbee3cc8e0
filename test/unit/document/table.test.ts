import assert from "node:assert/strict";
import fc from "fast-check";
import { Problems } from "../../../src/document/problems.js";
import {
  isJsonObject,
  type JsonObject,
  readTable,
  type Table,
  type Values,
  writeTable,
} from "../../../src/document/table.js";

const press = {
  title: { kind: "text", maxLength: 8, default: "press", meaning: "What it is called" },
  turns: { kind: "integer", min: 1, max: 10, default: 3, meaning: "Turns of the coil" },
  material: { kind: "choice", of: ["steel", "brass"], default: "steel", meaning: "Of the die" },
  heated: { kind: "flag", default: false, meaning: "Has a heater" },
  force: { kind: "quantity", unit: "N", min: 0, max: 500, meaning: "Rated force" },
  share: { kind: "quantity", unit: "1", min: 0, max: 1, default: 0.5, meaning: "Share" },
  spare: { kind: "quantity", unit: "um", min: 0, max: 9, optional: true, meaning: "Perhaps" },
  die: {
    kind: "group",
    meaning: "The die",
    fields: {
      diameter: { kind: "quantity", unit: "mm", min: 1, max: 100, default: 10, meaning: "Bore" },
    },
  },
  spring: {
    kind: "group",
    optional: true,
    meaning: "Perhaps a spring",
    fields: { rate: { kind: "quantity", unit: "N/um", min: 0.001, max: 10, meaning: "Rate" } },
  },
} as const satisfies Table;

function read(json: unknown): { values: Values<typeof press>; problems: Problems } {
  const problems = new Problems();
  return { values: readTable(press, json, problems, ""), problems };
}

/** What is wrong with the document, line by line. */
const wrong = (json: unknown): string[] => read(json).problems.list;

describe("documents described by a table", () => {
  describe("reading", () => {
    it("fills in defaults and leaves optional parts undefined", () => {
      const { values, problems } = read({ force: "0.2 kN" });
      assert.deepEqual(problems.list, []);
      assert.deepEqual(values, {
        title: "press",
        turns: 3,
        material: "steel",
        heated: false,
        force: 200, // 0.2 kN
        share: 0.5,
        spare: undefined,
        die: { diameter: 10 },
        spring: undefined,
      });
    });

    it("takes what is given over what is default", () => {
      const { values, problems } = read({
        title: "other",
        turns: 10,
        material: "brass",
        heated: true,
        force: "500 N",
        share: "25 %",
        spare: "9 um",
        die: { diameter: "1.3 cm" },
        spring: { rate: "200 N/mm" },
      });
      assert.deepEqual(problems.list, []);
      assert.deepEqual(values, {
        title: "other",
        turns: 10,
        material: "brass",
        heated: true,
        force: 500,
        share: 0.25,
        spare: 9,
        die: { diameter: 13 },
        spring: { rate: 0.2 },
      });
    });

    it("says what is missing, by its meaning", () => {
      assert.deepEqual(wrong({}), ["force: is missing (Rated force)"]);
      assert.deepEqual(wrong({ force: "1 N", spring: {} }), ["spring.rate: is missing (Rate)"]);
    });

    it("says everything that is wrong at once, each with its place", () => {
      const list = wrong({
        title: "much too long",
        turns: 0,
        material: "wood",
        heated: "yes",
        force: "-1 N",
        share: "2",
        spare: 4,
        die: { diameter: "10 kPa" },
        spring: 7,
        colour: "red",
      });
      assert.equal(
        list.map((line) => line.split(/:| is not/)[0]).join(" "),
        '"colour" title turns material heated force share spare die.diameter spring',
      );
      assert.match(list[1] ?? "", /a text of at most 8 characters, not "much too long"$/);
      assert.match(list[2] ?? "", /a whole number from 1 to 10, not number 0$/);
      assert.match(list[3] ?? "", /one of steel, brass, not "wood"$/);
      assert.match(list[4] ?? "", /true or false, not "yes"$/);
      assert.match(list[9] ?? "", /must be an object, not number 7$/);
    });

    it("refuses every kind of value where another is wanted", () => {
      const kinds: readonly unknown[] = [null, "x", 1.5, true, [], [{}], {}];
      const fits: Record<string, readonly unknown[]> = {
        title: ["x"],
        turns: [],
        material: [],
        heated: [true],
        force: [],
        share: [],
        spare: [],
        die: [{}],
        spring: [],
      };
      for (const key of Object.keys(press)) {
        for (const value of kinds) {
          const list = wrong({ force: "1 N", [key]: value });
          const expected = fits[key]?.includes(value) || (key === "die" && isJsonObject(value));
          assert.equal(list.length === 0, expected, `${key} = ${JSON.stringify(value)}: ${list}`);
        }
      }
    });

    it("refuses a document that is no object", () => {
      for (const json of [null, undefined, [], "press", 3, true]) {
        assert.match(wrong(json)[0] ?? "", /^must be an object, not /);
      }
    });

    it("names an unknown key with the place it stands in", () => {
      const [line] = wrong({ force: "1 N", die: { bore: 3 } });
      assert.equal(line, 'die: "bore" is not known here; known are diameter');
    });

    it("treats the names that every object inherits as any other unknown key", () => {
      const json = JSON.parse(
        '{"force": "1 N", "__proto__": {"heated": true}, "constructor": 1, "toString": 2}',
      );
      const { values, problems } = read(json);
      assert.equal(problems.list.length, 3);
      for (const name of ["__proto__", "constructor", "toString"]) {
        assert.ok(problems.list.some((line) => line.startsWith(`"${name}" is not known`)));
      }
      assert.equal(values.heated, false);
      assert.equal(Object.getPrototypeOf({}), Object.prototype);
      assert.equal(Reflect.get({}, "heated"), undefined);
    });

    it("takes no value from the prototype of a document", () => {
      const { problems } = read(Object.create({ force: "1 N" }));
      assert.deepEqual(problems.list, ["force: is missing (Rated force)"]);
    });

    it("stops listing at the limit of its problems", () => {
      const junk: JsonObject = { force: "1 N" };
      for (let i = 0; i < 80; i += 1) junk[`key${i}`] = i;
      const { problems } = read(junk);
      assert.equal(problems.list.length, 50);
      assert.equal(problems.dropped, 30); // 80 - 50
    });

    it("never throws, whatever JSON it is given", () => {
      const value = fc.oneof(fc.jsonValue(), fc.constantFrom("5 N", "1e999 N", "5 furlongs", ""));
      const keys = fc.oneof(fc.constantFrom(...Object.keys(press), "__proto__"), fc.string());
      fc.assert(
        fc.property(fc.oneof(value, fc.dictionary(keys, value)), (json) => {
          for (const line of wrong(json)) assert.match(line, /\S/);
        }),
        { numRuns: 3000 },
      );
    });
  });

  describe("writing", () => {
    it("gives quantities their unit and leaves out what is not there", () => {
      const { values } = read({ force: "0.2 kN", share: "25 %" });
      assert.deepEqual(writeTable(press, values), {
        title: "press",
        turns: 3,
        material: "steel",
        heated: false,
        force: "200 N",
        share: 0.25,
        die: { diameter: "10 mm" },
      });
    });

    it("writes the document that reads back to the same values", () => {
      const documents = fc.record(
        {
          title: fc.string({ maxLength: 8 }),
          turns: fc.integer({ min: 1, max: 10 }),
          material: fc.constantFrom("steel", "brass"),
          heated: fc.boolean(),
          force: fc.double({ min: 0, max: 500, noNaN: true }).map((x) => `${x} N`),
          share: fc.double({ min: 0, max: 1, noNaN: true }),
          spare: fc.double({ min: 0, max: 9, noNaN: true }).map((x) => `${x} um`),
          spring: fc.record({
            rate: fc.double({ min: 0.001, max: 10, noNaN: true }).map((x) => `${x} N/um`),
          }),
        },
        { requiredKeys: ["force"], noNullPrototype: true },
      );
      fc.assert(
        fc.property(documents, (json) => {
          const first = read(json);
          assert.deepEqual(first.problems.list, []);
          const text = JSON.stringify(writeTable(press, first.values));
          const second = read(JSON.parse(text));
          assert.deepEqual(second.problems.list, []);
          assert.deepEqual(second.values, first.values);
        }),
        { numRuns: 2000 },
      );
    });
  });

  it("calls an object only what JSON calls one", () => {
    assert.equal(isJsonObject({}), true);
    for (const other of [null, [], "x", 1, true, undefined]) {
      assert.equal(isJsonObject(other), false);
    }
  });
});
