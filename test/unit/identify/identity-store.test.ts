import assert from "node:assert/strict";
import { SimStore } from "../../../sim/devices/sim-store.js";
import { bootRig } from "../../../src/boot.js";
import { IdentityStore } from "../../../src/identify/identity-store.js";
import { FakeHal } from "../../support/fake-hal.js";
import { RigOnForeignPlant } from "../../support/rig-on-foreign-plant.js";
import { settingsWith } from "../../support/settings-with.js";

/** A rig that has measured itself, with a memory. */
function identified(store: SimStore): RigOnForeignPlant {
  const bench = new RigOnForeignPlant();
  bench.rig.identifier.restore(new IdentityStore(store));
  bench.run(2);
  bench.say("IDEN 1 MPA,0.2 MPA");
  bench.tick();
  assert.ok(bench.runUntil(() => !bench.rig.identifier.busy, 900));
  return bench;
}

describe("what was measured", () => {
  it("is in force again at the next start, and not with another gear", () => {
    const store = new SimStore();
    const bench = identified(store);
    const kept = new IdentityStore(store);
    assert.deepEqual(kept.load(bench.settings), bench.rig.identifier.identity);
    const otherGear = settingsWith({ anode: { screw: { gearRatio: 50.9 } } });
    assert.equal(kept.load(otherGear), undefined);
  });

  it("comes in force when the device starts, and is forgotten by command", () => {
    const store = new SimStore();
    const before = new IdentityStore(store);
    const found = identified(new SimStore()).rig.identifier.identity;
    assert.ok(found !== undefined);
    assert.ok(before.save(found, settingsWith()));
    const hal = new FakeHal();
    const board = { hal: { ...hal, store }, serial: "X", resetReason: "", factorySettings: {} };
    const rig = bootRig(board);
    assert.ok(rig.anode.loop.identified);
    assert.deepEqual(rig.identifier.identity, found);
    hal.uart.send("IDEN:CLE\n");
    rig.receive();
    assert.equal(before.load(settingsWith()), undefined);
  });
});
