import assert from "node:assert/strict";
import fc from "fast-check";
import { shippedProgrammes } from "../../../sim/programmes/shipped.js";
import { Problems } from "../../../src/document/problems.js";
import { readProgramme } from "../../../src/programme/read.js";
import type { Programme, Step } from "../../../src/programme/step.js";
import { stepKinds } from "../../../src/programme/step-kinds.js";

function read(json: unknown): { programme: Programme; problems: Problems } {
  const problems = new Problems();
  const programme = readProgramme(json, problems);
  return { programme, problems };
}

const programme = (...steps: unknown[]) => ({ name: "bench", steps });

/** The steps of a programme in which nothing is wrong. */
function stepsOf(...steps: unknown[]): readonly Step[] {
  const { programme: result, problems } = read(programme(...steps));
  assert.deepEqual(problems.list, []);
  return result.steps;
}

/** All that is wrong with a programme of these steps. */
const wrong = (...steps: unknown[]): string[] => read(programme(...steps)).problems.list;

/** The one thing that is wrong. */
function problem(...steps: unknown[]): string {
  const list = wrong(...steps);
  assert.equal(list.length, 1, list.join("\n"));
  return list[0] ?? "";
}

const wait = { wait: { after: "1 s" } };

/** `{"repeat": 2, "steps": [{"repeat": 2, ...}]}`, so many deep. */
const nested = (depth: number): unknown =>
  depth === 0 ? wait : { repeat: 2, steps: [nested(depth - 1)] };

describe("reading a programme", () => {
  describe("that is right", () => {
    it("takes every kind of step, with its place in the document", () => {
      const steps = stepsOf(
        { approach: { touch: "5 N" } },
        { ramp: { anode: { to: "2.5 MPa", rate: "0.05 MPa/s" }, cathode: "0.2 MPa" } },
        { hold: { anode: "2.5 MPa", cathode: { to: "200 kPa" } }, until: { after: "24 h" } },
        { gap: {}, until: { voltageAbove: "4.3 V" } },
        { wait: { voltageBelow: "2500 mV", after: "1 d" } },
        { repeat: 3, steps: [{ ramp: { anode: "1 MPa" } }] },
        { unload: {} },
      );
      assert.deepEqual(steps, [
        { kind: "approach", path: "steps[0]", touchN: 5 },
        {
          kind: "ramp",
          path: "steps[1]",
          anode: { toKPa: 2500, rateKPaPerS: 50 },
          cathode: { toKPa: 200, rateKPaPerS: undefined },
        },
        {
          kind: "hold",
          path: "steps[2]",
          anode: { toKPa: 2500, rateKPaPerS: undefined },
          cathode: { toKPa: 200, rateKPaPerS: undefined },
          until: [{ name: "after", value: 86400 }],
        },
        {
          kind: "gap",
          path: "steps[3]",
          anode: undefined,
          cathode: undefined,
          until: [{ name: "voltageAbove", value: 4.3 }],
        },
        {
          kind: "wait",
          path: "steps[4]",
          until: [
            { name: "after", value: 86400 },
            { name: "voltageBelow", value: 2.5 },
          ],
        },
        {
          kind: "repeat",
          path: "steps[5]",
          times: 3,
          steps: [
            {
              kind: "ramp",
              path: "steps[5].steps[0]",
              anode: { toKPa: 1000, rateKPaPerS: undefined },
              cathode: undefined,
            },
          ],
        },
        { kind: "unload", path: "steps[6]" },
      ]);
    });

    it("touches with 5 N unless told otherwise", () => {
      assert.deepEqual(stepsOf({ approach: {} }), [
        { kind: "approach", path: "steps[0]", touchN: 5 },
      ]);
    });

    it("holds for ever, at last, without until, and may name no side to hold what is", () => {
      const [hold] = stepsOf({ hold: {} });
      assert.deepEqual(hold, {
        kind: "hold",
        path: "steps[0]",
        anode: undefined,
        cathode: undefined,
        until: undefined,
      });
    });

    it("takes a name of forty characters", () => {
      assert.deepEqual(read({ name: "x".repeat(40), steps: [wait] }).problems.list, []);
    });

    it("takes a schema beside name and steps", () => {
      const { problems } = read({ ...programme(wait), $schema: "programme.schema.json" });
      assert.deepEqual(problems.list, []);
    });

    it("nests repetitions four deep", () => {
      stepsOf(nested(4));
    });

    it("takes two hundred steps", () => {
      assert.equal(stepsOf(...new Array(200).fill(wait)).length, 200);
    });

    it("takes every programme that ships", () => {
      for (const { name, json } of shippedProgrammes) {
        const { programme: shipped, problems } = read(json);
        assert.deepEqual(problems.list, []);
        assert.equal(shipped.name, name);
      }
    });
  });

  describe("that is wrong", () => {
    it("says so of what is no object", () => {
      for (const json of [null, undefined, [], "steps", 7]) {
        assert.match(read(json).problems.text, /^a programme must be an object with "name" and/);
      }
    });

    it("names missing, empty and overlong names", () => {
      for (const name of [undefined, "", 7, "x".repeat(41)]) {
        const { problems } = read({ name, steps: [wait] });
        assert.match(problems.text, /^name: must be a text of 1 to 40 characters, not /);
      }
    });

    it("names missing and empty lists of steps, also within a repetition", () => {
      for (const steps of [undefined, [], {}, "wait"]) {
        assert.match(
          read({ name: "x", steps }).problems.text,
          /^steps: must be a list of at least one step/,
        );
        const list = wrong({ repeat: 2, steps });
        assert.match(list[0] ?? "", /^steps\[0\]\.steps: must be a list of at least one step/);
      }
    });

    it("names a key that is not known at each level", () => {
      const { problems } = read({ ...programme(wait), author: "x" });
      assert.match(
        problems.text,
        /^"author" is not known here; known is name, stopIf, steps, \$schema$/,
      );
      assert.match(problem({ ...wait, until: {} }), /^steps\[0\]: "until" is not known here/);
      assert.equal(
        problem({ unload: { slowly: true } }),
        'steps[0].unload: "slowly" is not known here; known is nothing',
      );
      assert.match(problem({ approach: { force: "5 N" } }), /^steps\[0\]\.approach: "force" is/);
      assert.match(
        problem({ ramp: { anode: { to: "1 MPa", speed: "1 kPa/s" } } }),
        /^steps\[0\]\.ramp\.anode: "speed" is not known here; known is to, rate$/,
      );
      assert.match(problem({ gap: { a: 1 } }), /^steps\[0\]\.gap: "a" is not known/);
      assert.match(
        problem({ wait: { after: "1 s", current: "1 A" } }),
        /^steps\[0\]\.wait: "current" is not known/,
      );
    });

    it("names a step of no kind, of two kinds, and of no object", () => {
      const known = Object.keys(stepKinds).join(", ");
      assert.equal(
        problem({ press: {} }),
        `steps[0]: must have exactly one of ${known}, not "press"`,
      );
      assert.match(problem({}), /not nothing$/);
      assert.match(problem({ unload: {}, gap: {} }), /not gap and unload$/);
      assert.match(problem("unload"), /^steps\[0\]: must be an object such as .*, not "unload"$/);
    });

    it("names a ramp without a side, and a side without a pressure", () => {
      assert.match(problem({ ramp: {} }), /^steps\[0\]\.ramp: names no side; give "anode"/);
      assert.match(problem({ ramp: { anode: {} } }), /^steps\[0\]\.ramp\.anode\.to: is missing$/);
      assert.match(wrong({ ramp: [] })[0] ?? "", /^steps\[0\]\.ramp: must be an object/);
    });

    it("names wrong quantities by their path: no unit, wrong unit, out of range, no text", () => {
      assert.match(problem({ ramp: { anode: 2500 } }), /^steps\[0\]\.ramp\.anode: has no unit/);
      assert.match(problem({ ramp: { anode: "5 N" } }), /^steps\[0\]\.ramp\.anode: .* wrong unit/);
      assert.match(problem({ hold: { cathode: "-1 kPa" } }), /^steps\[0\]\.hold\.cathode: .*range/);
      assert.match(
        problem({ ramp: { anode: { to: "1 MPa", rate: "0 kPa/s" } } }),
        /^steps\[0\]\.ramp\.anode\.rate: .* is out of range; give 0\.01 kPa\/s to/,
      );
      assert.match(
        problem({ approach: { touch: "NaN N" } }),
        /^steps\[0\]\.approach\.touch: "NaN N"/,
      );
      assert.match(problem({ wait: { after: null } }), /^steps\[0\]\.wait\.after: must be a text/);
      assert.match(problem({ wait: { voltageAbove: "11 V" } }), /voltageAbove: .* out of range/);
    });

    it("names a wait without a condition", () => {
      assert.match(problem({ wait: {} }), /^steps\[0\]\.wait: names no condition; give at least/);
      assert.match(problem({ hold: {}, until: {} }), /^steps\[0\]\.until: names no condition/);
      assert.match(wrong({ gap: {}, until: null })[0] ?? "", /^steps\[0\]\.until: must be an obj/);
    });

    it("names counts of repetition that are none", () => {
      // The last one cannot even be converted to a number.
      for (const repeat of [0, -1, 1.5, "3", null, 100_001, Number.NaN, [{ toString: 0 }]]) {
        assert.match(
          problem({ repeat, steps: [wait] }),
          /^steps\[0\]\.repeat: must be a whole number from 1 to 100000, not /,
        );
      }
    });

    it("names steps that would never be reached", () => {
      assert.match(
        problem({ hold: {} }, wait),
        /^steps\[0\]: has no "until", so the steps after it would never be reached$/,
      );
      assert.match(problem({ gap: {} }, { unload: {} }), /^steps\[0\]: has no "until"/);
      assert.match(
        problem({ repeat: 2, steps: [wait, { hold: {} }] }),
        /^steps\[0\]\.steps\[1\]: has no "until", so the repetition would never come round$/,
      );
    });

    it("refuses a fifth level of repetition, and the two hundred and first step", () => {
      assert.match(problem(nested(5)), /is nested too deep; repeats go at most 4 deep$/);
      assert.match(
        problem(...new Array(201).fill(wait)),
        /^steps: has too many steps; give at most 200 in the whole programme$/,
      );
      const many = { repeat: 2, steps: new Array(150).fill(wait) };
      assert.match(wrong(many, many)[0] ?? "", /has too many steps/);
    });

    it("counts steps within repetitions once, however often they are done", () => {
      stepsOf({ repeat: 100_000, steps: new Array(199).fill(wait) });
    });

    it("survives a depth that would exhaust the stack of a careless reader", () => {
      let deep: unknown = wait;
      for (let i = 0; i < 5000; i += 1) deep = { repeat: 2, steps: [deep] };
      assert.match(wrong(deep)[0] ?? "", /nested too deep/);
    });

    it("knows no side to approach from but below", () => {
      assert.match(
        problem({ ramp: { anode: "1 MPa", approachFrom: "above" } }),
        /^steps\[0\]\.ramp\.approachFrom: must be "below", not "above"$/,
      );
      assert.match(
        problem({ ramp: { approachFrom: "below" } }),
        /^steps\[0\]\.ramp: names no side/,
      );
    });

    it("lists everything at once, each by its path", () => {
      const list = wrong(
        { approach: { touch: "5 kPa" } },
        { ramp: { anode: { to: "2.5", rate: "1 N" } } },
        { hold: { cathode: "1 MPa" }, until: { after: "x", voltageAbove: 4 } },
        { repeat: 0, steps: [{ wait: {} }] },
        { launch: {} },
      );
      assert.deepEqual(
        list.map((line) => line.slice(0, line.indexOf(": "))),
        [
          "steps[0].approach.touch",
          "steps[1].ramp.anode.to",
          "steps[1].ramp.anode.rate",
          "steps[2].until.after",
          "steps[2].until.voltageAbove",
          "steps[3].repeat",
          "steps[3].steps[0].wait",
          "steps[4]",
        ],
      );
    });

    it("takes the names that every object inherits for unknown ones", () => {
      const json = JSON.parse('{"name": "x", "steps": [{"__proto__": {"unload": {}}}]}');
      assert.match(read(json).problems.text, /^steps\[0\]: must have exactly one of/);
      assert.match(problem({ constructor: {} }), /not "constructor"$/);
    });
  });

  describe("mutated by the thousand", () => {
    const whole = programme(
      { approach: { touch: "5 N" } },
      { ramp: { anode: { to: "2.5 MPa", rate: "0.05 MPa/s" }, cathode: { to: "0.2 MPa" } } },
      { repeat: 3, steps: [{ hold: { anode: "2.5 MPa" }, until: { after: "1 h" } }, wait] },
      { gap: {}, until: { voltageBelow: "2.8 V" } },
      { unload: {} },
    );

    /** Every place in the document, as a list of keys. */
    function places(value: unknown, at: (string | number)[] = []): (string | number)[][] {
      if (typeof value !== "object" || value === null) return [at];
      const inner = Object.entries(value).flatMap(([key, v]) =>
        places(v, [...at, Array.isArray(value) ? Number(key) : key]),
      );
      return [at, ...inner];
    }

    type Change = { drop: true } | { set: unknown } | { add: string; value: unknown };

    function changed(value: unknown, [key, ...rest]: (string | number)[], how: Change): unknown {
      if (key === undefined) {
        if ("set" in how) return how.set;
        if ("add" in how && typeof value === "object" && value !== null) {
          return Array.isArray(value) ? [...value, how.value] : { ...value, [how.add]: how.value };
        }
        return value;
      }
      if (typeof value !== "object" || value === null) return value;
      const copy = Array.isArray(value) ? [...value] : { ...value };
      if ("drop" in how && rest.length === 0) {
        if (Array.isArray(copy)) copy.splice(Number(key), 1);
        else Reflect.deleteProperty(copy, key);
        return copy;
      }
      Reflect.set(copy, key, changed(Reflect.get(copy, key), rest, how));
      return copy;
    }

    const junk = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom("5 N", "1e999 MPa", "-1 kPa", "24 h", "", "4.3", 0, -1, 1e9, wait, {}, []),
    );
    const names = fc.constantFrom(
      ...Object.keys(stepKinds),
      "until",
      "after",
      "to",
      "x",
      "__proto__",
    );
    const change: fc.Arbitrary<Change> = fc.oneof(
      fc.constant<Change>({ drop: true }),
      fc.record({ set: junk }),
      fc.record({ add: names, value: junk }),
    );
    const mutation = fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 4 });

    /** The numbers of a step that was not refused are within their bounds. */
    function checkStep(step: Step): void {
      if (step.kind === "repeat") {
        assert.ok(step.times >= 1 && step.times <= 100_000 && step.steps.length > 0);
        step.steps.forEach(checkStep);
      } else if (step.kind === "approach") {
        assert.ok(step.touchN >= 0.1 && step.touchN <= 1000);
      } else if (step.kind === "ramp" || step.kind === "hold") {
        for (const side of [step.anode, step.cathode]) {
          const { toKPa, rateKPaPerS } = side ?? { toKPa: 0, rateKPaPerS: undefined };
          assert.ok(toKPa >= 0 && toKPa <= 100_000);
          assert.ok((rateKPaPerS ?? 1) >= 0.01 && (rateKPaPerS ?? 1) <= 1000);
        }
      }
    }

    it("never throws: each problem has a path or speaks of the whole, and what is not refused is sound", () => {
      let refused = 0;
      let taken = 0;
      fc.assert(
        fc.property(mutation, (changes) => {
          let json: unknown = whole;
          for (const [where, how] of changes) {
            const all = places(json);
            json = changed(json, all[where % all.length] ?? [], how);
          }
          const { programme: result, problems } = read(json);
          for (const line of problems.list) {
            assert.match(line, /^(a programme |"|name: |steps(\[\d+\]|\.[a-zA-Z]+)*: )/);
            assert.ok(line.length < 300, line);
          }
          if (problems.none) {
            assert.ok(result.steps.length > 0);
            result.steps.forEach(checkStep);
            taken += 1;
          } else refused += 1;
        }),
        { numRuns: 6000 },
      );
      assert.ok(refused > 2000 && taken > 200, `${refused} refused, ${taken} taken`);
    });
  });
});
