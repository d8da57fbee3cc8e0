import { type BoardField, boardFields } from "../../hal/esp32/board-parameters.js";
import { valueAt } from "../../hal/esp32/config-value.js";
import { type PinKey, pinLines, sparePins } from "../../hal/esp32/pin-map.js";
import {
  drives,
  motorTorqueMNm,
  quantumKPa,
  quantumNm,
  screws,
  screwTorque,
  springs,
  springTravelUm,
  swingKPa,
  threadFrictions,
  trainsNPerUm,
} from "./drive-choice.js";
import { loadCellRows } from "./load-cell-sizing.js";
import { table } from "./markdown-table.js";

/** Where each line goes, and what holds its level while the ESP32 is in reset and no firmware runs. */
const lines: Readonly<Record<PinKey, readonly [goesTo: string, atReset: string]>> = {
  "uart.transmit": ["RXD of the isolated adapter", "floats; the adapter pulls it up"],
  "uart.receive": ["TXD of the isolated adapter", "driven by the adapter"],
  "i2c.anode.data": ["NAU7802 of the anode", "4.7k to 3.3 V"],
  "i2c.anode.clock": ["the same", "4.7k to 3.3 V"],
  "i2c.cathode.data": ["NAU7802 of the cathode, ADS1115, TMP117", "4.7k to 3.3 V"],
  "i2c.cathode.clock": ["the same", "4.7k to 3.3 V"],
  "spi.clock": ["SCK of both TMC5160", "floats: nobody is selected"],
  "spi.in": ["SDO of both TMC5160", "floats: nobody is selected"],
  "spi.out": ["SDI of both TMC5160", "floats: nobody is selected"],
  "select.anode": ["CSN of the anode's TMC5160", "10k to 3.3 V: not selected"],
  "select.cathode": ["CSN of the cathode's TMC5160", "10k to 3.3 V: not selected"],
  motorDisable: ["DRV_ENN of both TMC5160", "10k to 3.3 V: no current in the motors"],
  estop: ["normally closed contact to ground", "4.7k to 3.3 V; high is pressed"],
  quiet: ["optocoupler that pulls low", "10k to 3.3 V: nobody asks for quiet"],
  cyclerOpen: ["optocoupler, LED from 3.3 V", "let go: the cycler goes on"],
};

function pinTable(config: unknown): string {
  const rows = pinLines.map(({ key, use }) => {
    const pin = valueAt(config, `pins.${key}`) as number;
    const [goesTo, atReset] = lines[key];
    return [`\`${key}\``, String(pin), useText[use], goesTo, atReset];
  });
  return table(["`config.pins`", "GPIO", "is", "goes to", "while the ESP32 is in reset"], rows);
}

const useText = {
  input: "input",
  pulledInput: "input, pulled up inside as well",
  output: "output",
  openDrain: "open drain",
} as const;

function spareText(config: unknown): string {
  const spare = sparePins(config);
  const pins = (inputOnly: boolean) =>
    spare
      .filter((one) => one.inputOnly === inputOnly)
      .map(({ pin }) => pin)
      .join(", ");
  return `Free with this map: ${pins(false) || "none"}; as inputs without pull-up: ${pins(true) || "none"}.`;
}

function boardTable(config: unknown): string {
  const rows = (boardFields as readonly BoardField[]).map((field) => {
    const value = String(valueAt(config, `board.${field.key}`));
    const range = field.of?.join(", ") ?? `${field.min} to ${field.max}`;
    return [`\`${field.key}\``, value, range, field.meaning];
  });
  return table(["`config.board`", "value", "may be", "meaning"], rows);
}

function loadCellTable(): string {
  const rows = loadCellRows().map((c) => [
    `${c.dieMm} mm`,
    `${c.pressureMPa} MPa`,
    `${c.pressureMPa} x ${c.areaMm2.toFixed(2)} mm2 = ${digits(c.forceN)} N`,
    `${digits(1.5 * c.forceN)} to ${digits(2.5 * c.forceN)} N`,
    `${c.capacityN} N`,
    c.factor.toFixed(2),
    `${digits(c.stopMPa)} MPa`,
    `${digits(c.errorKPa)} kPa`,
  ]);
  return table(
    [
      "die",
      "pressure",
      "force",
      "1.5 to 2.5 times",
      "load cell",
      "times",
      "rig stops at",
      "0.05 %",
    ],
    rows,
  );
}

const dieMm = 10;

function resolutionTable(): string {
  const { hard, disc, coil } = trainsNPerUm;
  const rows = drives.map(({ leadMm, gear }) => [
    `${leadMm} mm`,
    gear === 1 ? "direct" : `${gear} : 1`,
    `${digits(quantumNm(leadMm, gear))} nm`,
    `${digits(quantumKPa(leadMm, gear, hard, dieMm))} kPa`,
    `${digits(quantumKPa(leadMm, gear, disc, dieMm))} kPa`,
    `${digits(quantumKPa(leadMm, gear, coil, dieMm))} kPa`,
  ]);
  return table(
    ["lead", "gear", "sixteenth step", "hard, 5 N/um", "disc, 0.2 N/um", "coil, 0.005 N/um"],
    rows,
  );
}

/** 2.5 MPa on 10 mm. */
const workingForceN = 196.35;

function torqueTable(): string {
  const rows = screws.flatMap((screw) =>
    threadFrictions.map((friction) => {
      const { raiseNm, lowerNm, efficiency } = screwTorque({ ...screw, friction }, workingForceN);
      return [
        screw.name,
        String(friction),
        `${raiseNm.toFixed(3)} Nm`,
        `${lowerNm.toFixed(3)} Nm`,
        `${Math.round(100 * efficiency)} %`,
        lowerNm > 0 ? "locks" : "**is driven back**",
        `${digits(motorTorqueMNm(raiseNm, 26.85))} mNm`,
      ];
    }),
  );
  return table(
    ["screw", "friction", "to raise", "to lower", "efficiency", "by itself", "motor at 26.85 : 1"],
    rows,
  );
}

/** A lithium anode grows by 4.849 um for each mAh/cm2 plated (physics: 2061 mAh/cm3). */
const growthUm = 3 * 4.849;

function springTable(): string {
  const rows = springs.map(({ name, side, rateNPerUm, pressureMPa }) => [
    name,
    side,
    `${rateNPerUm} N/um`,
    `${digits(springTravelUm(rateNPerUm, pressureMPa, dieMm) / 1000)} mm at ${pressureMPa} MPa`,
    `${digits(swingKPa(rateNPerUm, growthUm, dieMm))} kPa`,
    `${digits(100 / swingKPa(rateNPerUm, 1, dieMm))} um`,
  ]);
  return table(
    ["spring", "side", "rate", "pressed by", "a charge of 3 mAh/cm2, screw at rest", "100 kPa are"],
    rows,
  );
}

/** The blocks of docs/hardware.md that follow from the pin map and from formulas. */
export function hardwareBlocks(config: unknown): Record<string, string> {
  return {
    pins: `${pinTable(config)}\n${spareText(config)}`,
    board: boardTable(config),
    "load cells": loadCellTable(),
    resolution: resolutionTable(),
    torque: torqueTable(),
    springs: springTable(),
  };
}

/** Three digits that count, without an exponent. */
function digits(value: number): string {
  return String(Number(value.toPrecision(3)));
}
