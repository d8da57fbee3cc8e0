import assert from "node:assert/strict";
import { AbsentConverter, AbsentInterlock, AbsentScrew } from "../../../hal/absent.js";
import { makeVoltageReading } from "../../../hal/cell-voltage.js";
import { makeInterlockReading } from "../../../hal/interlock.js";
import { makeAdcReading } from "../../../hal/load-cell-adc.js";
import { makeTemperatureReading } from "../../../hal/thermometer.js";
import { Rig, tickUs } from "../../../src/rig.js";
import { FakeHal } from "../../support/fake-hal.js";
import { settingsWith } from "../../support/settings-with.js";

/** A rig of which nothing but clock and serial line exists: the ESP32 board before its drivers. */
function bareRig() {
  const { clock, uart, store } = new FakeHal();
  const side = () => ({ adc: new AbsentConverter(), screw: new AbsentScrew() });
  const hal = {
    clock,
    uart,
    store,
    anode: side(),
    cathode: side(),
    cellVoltage: new AbsentConverter(),
    thermometer: new AbsentConverter(),
    interlock: new AbsentInterlock(),
  };
  const rig = new Rig(hal, settingsWith(), { serial: "BARE-1", bootCount: 1 });
  const tick = (times: number) => {
    for (let i = 0; i < times; i += 1) {
      clock.atUs += tickUs;
      rig.tick();
    }
  };
  const send = (text: string) => {
    uart.send(text);
    rig.receive();
    return uart.take();
  };
  return { rig, tick, send };
}

describe("absent parts", () => {
  it("have nothing to tell, and leave the caller's records alone", () => {
    const converter = new AbsentConverter();
    for (const into of [makeAdcReading(), makeVoltageReading(), makeTemperatureReading()]) {
      const before = { ...into };
      assert.equal(converter.read(), "none");
      assert.deepEqual(into, before);
    }
  });

  it("are a screw that does not answer and takes every order", () => {
    const screw = new AbsentScrew();
    screw.moveTo();
    screw.stop();
    screw.enable();
    assert.equal(screw.read(), false);
  });

  it("are lines at rest", () => {
    const into = makeInterlockReading();
    into.estop = true;
    into.quiet = true;
    const lines = new AbsentInterlock();
    lines.read(into);
    lines.openCycler();
    assert.deepEqual(into, { estop: false, quiet: false });
  });

  it("are all named by the self-test of a bare board: converters, motors, voltage, temperature", () => {
    const { tick, send } = bareRig();
    tick(10);
    // 1 + 2 converters, 4 + 8 motors, 16 voltage, 32 temperature.
    assert.equal(send("*TST?\n"), "63\n");
  });

  it("cannot be held: a side without load cell is refused, and nothing is a fault by itself", () => {
    const { rig, tick, send } = bareRig();
    tick(10);
    send("PRES1 2.5 MPA;PRES2 0.2 MPA\n");
    send("OUTP1 ON\n");
    send("OUTP2 ON\n");
    tick(30);
    assert.equal(send("OUTP1:MODE?;:OUTP2:MODE?\n"), "OFF;OFF\n");
    assert.match(send("SYST:ERR?\n"), /^-221,.*load cell/);
    assert.equal(rig.guard.log.count, 0);
    assert.equal(send("MEAS:PRES? (@1,2)\n"), "9.91E37,9.91E37\n");
  });
});
