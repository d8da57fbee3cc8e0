import assert from "node:assert/strict";
import { injectedFaultNames, specOf } from "../../../../sim/faults/table.js";
import { DocumentError } from "../../../../src/document/problems.js";
import type { JsonObject } from "../../../../src/document/table.js";
import { scenarioWith } from "../../../support/rig-with.js";
import { WorldOnBench } from "../../../support/world-of.js";

const withFault = (fault: JsonObject, hal: "contract" | "busUntimed" = "contract") =>
  new WorldOnBench({ hal, scenarioChange: { faults: [fault] } });

describe("the table of faults", () => {
  it("has every row of physics 7", () => {
    const rows = new Set(injectedFaultNames.map((name) => specOf(name).row));
    for (let row = 1; row <= 56; row += 1) assert.ok(rows.has(row), `row ${row}`);
  });
});

describe("a scenario's fault", () => {
  for (const hal of ["contract", "busUntimed"] as const) {
    for (const name of injectedFaultNames) {
      if (specOf(name).busOnly === true && hal === "contract") continue;
      for (const side of specOf(name).place === "side" ? ["anode", "cathode"] : ["anode"]) {
        it(`${name} begins at its time and ends with it on the ${side}, ${hal}`, () => {
          const instant = specOf(name).instant === true;
          const length = instant ? {} : { for: "1 s" };
          const bench = withFault({ at: "1 s", name, side, ...length }, hal);
          const { injector } = bench.world;
          bench.run(1);
          assert.deepEqual(injector.active, []);
          bench.run(0.5);
          if (!instant) assert.deepEqual(injector.active, [name]);
          bench.run(1);
          if (!instant) assert.deepEqual(injector.active, []);
          // Out of contact and off, nothing of this moves a screw.
          assert.equal(bench.world.rig.anode.loop.motion.targetUm, 0);
        });
      }
    }
  }

  it("that has not come yet changes no byte and no force", () => {
    const plain = new WorldOnBench({ seed: 3 });
    const planned = new WorldOnBench({
      seed: 3,
      scenarioChange: { faults: injectedFaultNames.map((name) => ({ at: "1000 s", name })) },
    });
    plain.run(300);
    planned.run(300);
    assert.deepEqual(planned.uart, plain.uart);
    assert.deepEqual(planned.world.truth, plain.world.truth);
  });

  for (const [what, fault, message] of [
    ["has no time", { name: "jam" }, /faults\[0\]\.at: is missing/],
    ["is not known", { at: "1 s", name: "gremlin" }, /faults\[0\]\.name: must be one of/],
    ["has an unknown key", { at: "1 s", name: "jam", strength: 3 }, /"strength" is not known here/],
    [
      "has a parameter of another",
      { at: "1 s", name: "jam", share: 0.5 },
      /faults\[0\]\.share: is no parameter of jam; it takes none/,
    ],
    [
      "has a length that it cannot have",
      { at: "1 s", name: "lostSteps", for: "2 s" },
      /faults\[0\]\.for: lostSteps happens in an instant/,
    ],
    ["has no unit", { at: 1, name: "jam" }, /faults\[0\]\.at: has no unit/],
  ] as const) {
    it(`that ${what} is refused`, () => {
      assert.throws(
        () => scenarioWith({ faults: [fault] }),
        (error) => error instanceof DocumentError && message.test(error.message),
      );
    });
  }

  it("of the cell needs a modelled cell", () => {
    const displacement = { trace: "NMC1_DST1" };
    assert.throws(
      () => scenarioWith({ displacement, faults: [{ at: "1 s", name: "hardShort" }] }),
      /needs a modelled cell/,
    );
  });
});

describe("a restart of the controller", () => {
  for (const hal of ["contract", "busUntimed"] as const) {
    for (const name of ["brownOut", "watchdogReset", "portReset"] as const) {
      it(`by ${name} moves no screw, counts as one and keeps the place of what was controlled, ${hal}`, () => {
        const bench = withFault({ at: "300 s", name }, hal);
        bench.run(300);
        const { world } = bench;
        assert.notEqual(world.rig.mode, "off");
        const before = [world.truth.anode.motorUm, world.truth.cathode.motorUm];
        const first = world.rig;
        bench.run(30);
        assert.notEqual(world.rig, first);
        assert.equal(world.boots, 2);
        assert.equal(world.rig.identity.bootCount, 2);
        assert.equal(world.rig.mode, "gap");
        assert.equal(world.rig.anode.fresh, true);
        // Braking at the reset, and the step error of a full step when the coils let go: below a full step of 2 / 26.85 / 200 mm.
        const after = [world.truth.anode.motorUm, world.truth.cathode.motorUm];
        for (const [i, um] of after.entries()) {
          assert.ok(Math.abs(um - (before[i] ?? 0)) < 6, `${um} um`);
        }
      });
    }
  }
});
