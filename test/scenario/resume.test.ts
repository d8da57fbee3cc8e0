import assert from "node:assert/strict";
import { placeNames } from "../../src/guard/fault-log.js";
import { placeOf, sideFigures } from "../../src/store/run-store.js";
import { SettingsStore } from "../../src/store/settings-store.js";
import { WorldOnBench } from "../support/world-of.js";

/** Starts the controller anew and lets it come to itself; says how far the motors went meanwhile, um. */
function restart(bench: WorldOnBench, power = false): number {
  const { world } = bench;
  const before = [world.truth.anode.motorUm, world.truth.cathode.motorUm];
  world.restart(power);
  bench.run(4);
  return Math.max(
    Math.abs(world.truth.anode.motorUm - (before[0] ?? 0)),
    Math.abs(world.truth.cathode.motorUm - (before[1] ?? 0)),
  );
}

/** A rig that has held 2.5 and 0.2 MPa for long enough to be written down. */
function held(): WorldOnBench {
  const bench = new WorldOnBench();
  bench.runUntilHeld();
  bench.run(30);
  return bench;
}

function asks(bench: WorldOnBench, query: string): string {
  bench.uart.length = 0;
  bench.send(`${query}\n`);
  bench.run(1);
  const lines = bench.uart.join("").split("\n");
  return lines.find((line) => line !== "" && !/^[$#]/.test(line)) ?? "";
}

const modes = ({ world }: WorldOnBench) => [world.rig.anode.mode, world.rig.cathode.mode];

describe("a hold after a reset of the controller", () => {
  it("is kept in place, told of, and taken up again only when the host asks", () => {
    const bench = held();
    assert.ok(restart(bench) < 0.5, "no motor turns; coils that let go give by less than this");
    assert.deepEqual(modes(bench), ["gap", "gap"]);
    assert.equal(asks(bench, "DIAG:RES?"), '"Task WDT",2');
    assert.equal(asks(bench, "SYST:RES?"), '"ready"');
    assert.match(
      asks(bench, "SYST:RES:RUN?"),
      /^"anode held at 2500.0 kPa","cathode held at 200.0 kPa","programme doerrer ran, step \d begun; it is not taken up again"$/,
    );
    bench.run(30);
    assert.deepEqual(modes(bench), ["gap", "gap"], "nothing is taken up by itself");
    bench.send("SYST:RES\n");
    bench.run(60);
    assert.deepEqual(modes(bench), ["hold", "hold"]);
    assert.ok(Math.abs(bench.world.rig.anode.pressureKPa - 2500) < 12.5);
    assert.ok(Math.abs(bench.world.rig.cathode.pressureKPa - 200) < 2);
    assert.equal(bench.world.rig.programme.running, false);
    assert.deepEqual(bench.world.faults, []);
  });

  it("is refused when the supply failed: the position is lost", () => {
    const bench = held();
    restart(bench, true);
    assert.deepEqual(modes(bench), ["gap", "gap"]);
    assert.equal(asks(bench, "SYST:RES?"), '"the reset was no benign one: Brownout"');
    bench.send("SYST:RES\n");
    bench.run(5);
    assert.deepEqual(modes(bench), ["gap", "gap"]);
    assert.match(asks(bench, "SYST:ERR?"), /^-221,"Settings conflict;the reset was no benign one/);
  });

  it("is refused when a host has opened the port and reset the controller by DTR and RTS: it looks like a power-on", () => {
    const bench = held();
    const { world } = bench;
    const beforeUm = world.truth.anode.motorUm;
    world.injector.plan({ at: 0, name: "portReset", side: "anode" } as never);
    bench.run(4);
    assert.ok(Math.abs(world.truth.anode.motorUm - beforeUm) < 0.5);
    assert.deepEqual(modes(bench), ["gap", "gap"]);
    assert.equal(asks(bench, "DIAG:RES?"), '"Power-On",2');
    assert.equal(asks(bench, "SYST:RES?"), '"the reset was no benign one: Power-On"');
    bench.send("SYST:RES\n");
    bench.run(30);
    assert.deepEqual(modes(bench), ["gap", "gap"]);
    // The cell is still pressed, and an order of the host takes it up.
    bench.send("PRES1 2.5 MPA;PRES2 0.2 MPA;OUTP2 ON;OUTP1 ON\n");
    bench.run(60);
    assert.deepEqual(modes(bench), ["hold", "hold"]);
    assert.deepEqual(world.faults, []);
  });

  it("is refused in the middle of a ramp: no move is taken up again", () => {
    const bench = new WorldOnBench();
    bench.runUntil(({ rig }) => rig.anode.pressureKPa > 1000, 900);
    restart(bench);
    assert.match(asks(bench, "SYST:RES?"), /the anode was on its way: no move is taken up again/);
    bench.send("SYST:RES\n");
    bench.run(30);
    assert.ok(!modes(bench).includes("hold"));
    assert.equal(bench.world.rig.programme.running, false);
  });

  it("is refused with every reason: other settings, a fault, a cell that is gone", () => {
    const bench = held();
    const { world } = bench;
    const { stream } = world.settings;
    const interval = 7 as typeof stream.interval;
    new SettingsStore(world.simulated.store).save({ ...world.settings, stream: { interval } });
    world.simulated.interlock.estop = true;
    world.restart(false);
    bench.run(4);
    world.injector.plan({ at: 0, name: "saturatedHigh", side: "anode" } as never);
    bench.run(2);
    const reasons = asks(bench, "SYST:RES?");
    for (const reason of [
      "the settings are not those it ran with",
      "faults are latched: estop rig",
      "anode: the load cell gives no valid readings",
    ]) {
      assert.ok(reasons.includes(reason), `${reason} in ${reasons}`);
    }
  });

  it("is refused beyond 20 % of the pressure that was held", () => {
    const bench = held();
    restart(bench);
    const { run } = bench.world.rig;
    // It held 3 MPa, as far as the record goes: 2.5 MPa is within 20 % of it, and not of 3.2 MPa.
    const levels = run?.former?.figures ?? new Float64Array();
    const level = placeOf(1, sideFigures.levelKPa);
    levels[level] = 3000;
    assert.equal(asks(bench, "SYST:RES?"), '"ready"');
    levels[level] = 3200;
    assert.match(
      asks(bench, "SYST:RES?"),
      /^"the anode is at 2[45]\d\d\.\d kPa, more than 20 % from the 3200.0 kPa it held"$/,
    );
  });

  it("is nothing any more once another order was given", () => {
    const bench = held();
    restart(bench);
    bench.send("OUTP1 OFF;OUTP2 OFF\n");
    bench.run(15);
    assert.equal(asks(bench, "SYST:RES?"), '"nothing is left of a former run"');
    restart(bench);
    assert.deepEqual(modes(bench), ["off", "off"]);
    assert.equal(asks(bench, "SYST:RES?"), '"no side was held"');
  });

  it("writes seldom: a hold of ten minutes costs one record", () => {
    const bench = held();
    const { store } = bench.world.simulated;
    const before = store.saves;
    bench.run(600);
    assert.equal(store.saves - before, 0);
  });
});

describe("a converter that is stuck when the rig starts", () => {
  it("is told of before anything moves, because its noise was seen before the start", () => {
    const bench = held();
    const { world } = bench;
    world.injector.plan({ at: 0, name: "stuckCode", side: "anode" } as never);
    bench.run(5);
    assert.ok(restart(bench, true) < 6.5, "a full step of 6.25 um at most: coils without current");
    bench.run(5);
    const at = world.truth.anode.motorUm;
    bench.send("*CLS;PRES1 1 MPA;OUTP1 ON\n");
    bench.run(20);
    assert.equal(world.truth.anode.motorUm, at);
    assert.notEqual(world.rig.anode.mode, "hold");
  });
});

describe("a fault of the cell that is latched when the rig starts anew", () => {
  const latched = ({ world }: WorldOnBench) => {
    const names: string[] = [];
    world.rig.guard.log.forEach((name, place) => {
      names.push(`${name} ${placeNames[place]}`);
    });
    return names;
  };
  const happens = (bench: WorldOnBench, name: string, side = "anode") =>
    bench.world.injector.plan({ at: 0, name, side, share: 0.3 } as never);
  /** A held rig whose cell is bridged by metal. */
  function shorted(): WorldOnBench {
    const bench = held();
    happens(bench, "hardShort");
    bench.runUntil(({ faults }) => faults.length > 0, 10);
    assert.deepEqual(latched(bench), ["hardShort rig"]);
    return bench;
  }

  it("is latched still after a power cut in the next tick, and the cycler's line is pulled before the first", () => {
    const bench = shorted();
    bench.run(0.1);
    bench.world.restart(true);
    const { interlock } = bench.world.simulated;
    assert.equal(interlock.cyclerOpen, true);
    assert.deepEqual(latched(bench), ["hardShort rig"]);
    assert.equal(bench.world.truth.cellVolts < 0.5, true);
    bench.run(30);
    assert.deepEqual(latched(bench), ["hardShort rig"]);
    assert.equal(asks(bench, "FAUL:COUN?"), "1");
    bench.send("PRES1 2.5 MPA;PRES2 0.2 MPA;OUTP2 ON;OUTP1 ON\n");
    bench.run(5);
    assert.ok(!modes(bench).includes("hold"));
    assert.match(asks(bench, "OUTP1:READ?"), /faults are latched: hardShort rig/);
  });

  it("is one over any number of starts, until it is cleared, and then no more", () => {
    const bench = shorted();
    for (let n = 0; n < 3; n += 1) {
      restart(bench, n % 2 === 0);
      assert.deepEqual(latched(bench), ["hardShort rig"]);
    }
    bench.send("FAUL:CLE\n");
    bench.run(2);
    assert.equal(bench.world.simulated.interlock.cyclerOpen, false);
    restart(bench, true);
    assert.deepEqual(latched(bench), []);
    assert.equal(bench.world.simulated.interlock.cyclerOpen, false);
  });

  it("keeps from nothing once it is cleared: what was held before the start is resumed", () => {
    const bench = shorted();
    bench.run(15);
    restart(bench);
    assert.equal(asks(bench, "SYST:RES?"), '"faults are latched: hardShort rig"');
    bench.send("FAUL:CLE\n");
    bench.run(2);
    assert.equal(asks(bench, "SYST:RES?"), '"ready"');
  });

  it("is a pellet that broke as well, on its side; a fault of the machine is seen anew or gone", () => {
    const bench = held();
    happens(bench, "pelletFracture", "cathode");
    bench.run(5);
    assert.ok(latched(bench).includes("pelletFracture cathode"), latched(bench).join());
    happens(bench, "motionChipReset");
    bench.run(5);
    restart(bench, true);
    assert.deepEqual(latched(bench), ["pelletFracture cathode"]);
    assert.equal(bench.world.simulated.interlock.cyclerOpen, false);
  });

  it("costs one record of the store, and one to clear it", () => {
    const bench = shorted();
    bench.run(20);
    const { store } = bench.world.simulated;
    const before = store.saves;
    bench.run(600);
    assert.equal(store.saves, before);
    bench.send("FAUL:CLE\n");
    bench.run(600);
    // The voltage is still near zero, but it has not fallen from anywhere: no other is told.
    assert.equal(store.saves, before + 1);
  });
});
