// What report.html draws, out of the world: one table. Keys are those of the page's figures.

import type { World } from "../../sim/world.js";
import type { Side } from "../../src/side.js";
import type { Series } from "./run-record.js";

type WorldSeries = Series<World>;
type SideName = "anode" | "cathode";

function sideSeries(name: SideName): readonly WorldSeries[] {
  const known = (key: string, decimals: number, of: (side: Side) => number): WorldSeries => ({
    key: `${name}${key}`,
    decimals,
    of: (world) => of(world.rig[name]),
  });
  const real = (key: string, decimals: number, of: (world: World) => number): WorldSeries => ({
    key: `${name}${key}`,
    decimals,
    of,
  });
  const kPa = (world: World, forceN: number) => (forceN * 1000) / world.truth.areaMm2;
  const ghost = (key: string, which: "ghostRig" | "ghostFixed" | "ghostSprings") =>
    real(key, 3, (world) => {
      if (!world.ghostsValid) return Number.NaN;
      const { forceAnodeN, forceCathodeN } = world[which];
      return kPa(world, name === "anode" ? forceAnodeN : forceCathodeN);
    });
  return [
    real("MeasuredKPa", 4, (w) => w.scorer[name].measuredKPa),
    known("SetKPa", 3, (s) => s.loop.setPoint.nowKPa),
    known("DeadbandKPa", 4, (s) => (s.loop.deadband.halfWidthN * 1000) / s.areaMm2),
    known("IntegralUm", 4, (s) => s.loop.pid.iUm),
    known("ProportionalUm", 4, (s) => s.loop.pid.pUm),
    known("DerivativeUm", 4, (s) => s.loop.pid.dUm),
    known("FeedForwardUm", 3, (s) => s.loop.feedForwardUm),
    known("LashUm", 3, (s) => s.loop.lashUm),
    known("PositionUm", 3, (s) => s.loop.motion.positionUm),
    real("TrueKPa", 4, (w) => kPa(w, w.truth[name].forceN)),
    real("PelletKPa", 3, (w) => kPa(w, w.truth[name].pelletN)),
    real("GrowthUm", 3, (w) => w.truth[name].growthUm),
    real("DisturbanceUm", 3, (w) => w.truth[name].growthUm + w.truth[name].thermalUm),
    real("NutUm", 3, (w) => w.truth[name].nutUm),
    ghost("UncontrolledKPa", "ghostRig"),
    ghost("FixedKPa", "ghostFixed"),
    ghost("SpringsKPa", "ghostSprings"),
  ];
}

/** Series on the scale of the true force, from which the report takes the calibration's constant error. */
export const trueScaleKeys = ["TrueKPa", "PelletKPa", "UncontrolledKPa", "FixedKPa", "SpringsKPa"];

export const reportSeries = [
  ...sideSeries("anode"),
  ...sideSeries("cathode"),
  { key: "volts", decimals: 4, of: (w) => (w.rig.slow.voltsValid ? w.rig.slow.volts : Number.NaN) },
  { key: "currentMAPerCm2", decimals: 4, of: (w) => w.truth.currentMAPerCm2 },
  { key: "roomDegC", decimals: 3, of: (w) => w.truth.roomDegC },
  { key: "frameDegC", decimals: 3, of: (w) => w.truth.frameDegC },
  { key: "stackDegC", decimals: 3, of: (w) => w.truth.stackDegC },
  {
    key: "thermometerDegC",
    decimals: 2,
    of: (w) => (w.rig.slow.degCValid ? w.rig.slow.degC : Number.NaN),
  },
  { key: "wallForceN", decimals: 2, of: (w) => w.truth.wallForceN },
  { key: "wallCapacityN", decimals: 2, of: (w) => w.truth.wallCapacityN },
] as const satisfies readonly WorldSeries[];
