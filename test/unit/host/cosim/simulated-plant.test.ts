import assert from "node:assert/strict";
import { CoSimulation } from "../../../../host/cosim/co-simulation.js";
import { readMessage } from "../../../../host/cosim/read-message.js";
import { settingsFor } from "../../../../sim/calibrate.js";
import { World } from "../../../../sim/world.js";
import { tickUs } from "../../../../src/rig.js";
import { SimulatedPlant } from "../../../support/simulated-plant.js";
import { planned } from "../../../support/world-of.js";

describe("the simulated rig at the end of a pipe", () => {
  it("is driven as in process: the same codes give the same targets, tick by tick", () => {
    const options = planned({ rig: "reference", seed: 3 });
    const world = new World(options);
    const plant = new SimulatedPlant(options, options.settings);
    const piped = new CoSimulation(settingsFor(options.rig, 3), options.programme, assert.fail);
    // Approach, both ramps, and five minutes of holding.
    for (let tick = 1; tick <= 6000; tick += 1) {
      world.tick();
      const answer = piped.take(readMessage(plant.line(tickUs), tick, undefined));
      plant.obey(answer);
      for (const name of ["anode", "cathode"] as const) {
        const side = world.rig[name];
        assert.equal(piped.rig[name].sensor.counts, side.sensor.counts, `${name}, tick ${tick}`);
        assert.equal(answer[name].mode, side.mode, `${name}, tick ${tick}`);
        if (!answer[name].enabled) continue;
        assert.equal(answer[name].targetUm, side.loop.motion.targetUm, `${name}, tick ${tick}`);
      }
    }
    assert.ok(Math.abs(piped.rig.anode.pressureKPa - 2500) < 5);
    assert.ok(Math.abs(piped.rig.cathode.pressureKPa - 200) < 0.5);
  });
});
