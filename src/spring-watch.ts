import { SpringEnd } from "./control/spring.js";
import type { Rig } from "./rig.js";

/** The event's number where the wall, and not the side itself, keeps the force from going on. */
const wallEnd = 3;

/**
 * Twice a second while a side is a programmed spring: how high and how low the other side lets its force go, and what is to be
 * told of it. A set point that the wall would not bear is not taken from a spring either.
 */
export function watchSprings(rig: Rig): void {
  watch(rig, 1);
  watch(rig, 2);
}

function watch(rig: Rig, channel: 1 | 2): void {
  const side = rig.side(channel);
  const { spring } = side;
  if (spring === undefined) return;
  const other = rig.side(3 - channel);
  const otherKPa = other.held ? other.loop.setPoint.nowKPa : other.pressureKPa;
  const ownKPa = rig.highestKPa(channel);
  const wallKPa = rig.pair.highestBeside(otherKPa);
  const newtonsPerKPa = side.areaMm2 / 1000;
  spring.ceilingN = (wallKPa < ownKPa ? wallKPa : ownKPa) * newtonsPerKPa;
  const lowN = rig.pair.lowestBeside(otherKPa) * newtonsPerKPa;
  const wallHolds = lowN > spring.contactFloorN;
  spring.floorN = wallHolds ? lowN : spring.contactFloorN;
  if (spring.set && !spring.toldSet) {
    spring.toldSet = true;
    rig.telemetry.event("springSet", channel, rounded(1e6 * spring.rateNPerUm), rig.atUs);
  }
  const byWall = spring.end === SpringEnd.high ? wallKPa < ownKPa : wallHolds;
  const end = spring.end !== SpringEnd.none && byWall ? wallEnd : spring.end;
  if (end === spring.toldEnd) return;
  spring.toldEnd = end;
  rig.telemetry.event("springEnd", channel, end, rig.atUs);
}

const rounded = (x: number): number => Math.floor(x + 0.5);
