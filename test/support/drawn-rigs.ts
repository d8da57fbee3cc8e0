// Five rigs for the way from factory settings to a certified hold, at a terminal and in the page: polarity of both bridges, noise,
// scatter of lash and true parts differ from rig to rig.

import assert from "node:assert/strict";
import type { Certificate } from "../../host/commissioning/certificate.js";
import type { RigModel } from "../../sim/rigs/table.js";
import { trueCalibration } from "../../sim/true-calibration.js";
import { nearShare } from "./near.js";

export interface DrawnRig {
  readonly seed: number;
  /** As `--set` takes them. */
  readonly changes: readonly string[];
}

export const drawnRigs: readonly DrawnRig[] = [
  { seed: 11, changes: ["rig.anode.spring.rate=0.23 N/um", "rig.anode.drive.lash=9 um"] },
  { seed: 12, changes: ["rig.cathode.spring.rate=0.007 N/um"] },
  {
    seed: 13,
    changes: ["rig.anode.loadCell.ratedOutput=1.9 mV/V", "rig.anode.loadCell.zeroBalance=-0.03"],
  },
  { seed: 14, changes: ["rig.cathode.drive.lash=8 um"] },
  { seed: 15, changes: ["rig.anode.spring.rate=0.18 N/um"] },
];

export function figureOf(certificate: Certificate, name: string): { value: number; sigma: number } {
  const found = certificate.steps.flatMap(({ figures }) => figures).find((f) => f.name === name);
  assert.ok(found !== undefined, name);
  return found;
}

/** Accepted, and its figures are those of the rig as it truly is. */
export function isTrueOf(certificate: Certificate, rig: RigModel, seed: number): void {
  assert.equal(certificate.accepted, true);
  for (const side of ["anode", "cathode"] as const) {
    const truth = trueCalibration(rig, side, seed).countsPerNewton;
    // The chord to half the capacity against the line to 80 %: a load cell is straight to 0.05 %.
    nearShare(figureOf(certificate, `${side}: sensitivity`).value, truth, 0.001);
    const found = figureOf(certificate, `${side}: stiffness of the train`);
    // The mould gives way on its mount by what a side's force adds (physics 3.3, c_a + c_m): it lies in series too.
    const given = 1 / rig[side].train.stiffness + 1 / rig.mould.stiffness;
    const real = 1 / (given + 1 / (rig[side].spring?.rate ?? 0));
    nearShare(found.value, real, 0.03);
    // Springs, train, mount and contact (2 sqrt(F) / c has the slope 1 / (c sqrt(F))) at 0.85 of the highest force;
    // creep of contacts and springs adds some percent.
    const { train } = rig[side];
    const atN = 0.85 * (side === "anode" ? 2.5 : 0.2) * ((Math.PI * 10 ** 2) / 4);
    const umPerN = 1 / real + 1 / (train.contact * Math.sqrt(atN));
    nearShare(figureOf(certificate, `${side}: compliance at load`).value / 1000, umPerN, 0.06);
    assert.ok(figureOf(certificate, `${side}: slowest arrival of a cycle`).value < 30);
    assert.ok(certificate.steps.flatMap(({ figures }) => figures).every((f) => f.sigma >= 0));
  }
}

/** What a rig with a built-in mistake must say at the step that catches it: what is wrong, and what to do. */
export const mistakeWords = {
  swappedCells: [
    /the load is on the anode's load cell, and the cathode's converter answers/u,
    /swap the plugs/u,
  ],
  wrongSign: [/wrongSign/u, /do the step span again/u],
  wrongCapacity: [
    /answers as one of about 500 N|answers as one of about 5\.0e\+2 N/u,
    /read capacity and rated output on its label/u,
  ],
  looseMould: [/looseMould/u, /clamp it to the frame/u],
  noTare: [/while its screw rests: it was not tared/u, /do the step tare/u],
} as const;
