import { obeyJog } from "./jog.js";
import { modes } from "./mode.js";
import { type Order, OrderKind } from "./order.js";
import type { Rig } from "./rig.js";

/** Carries out an order of the host. */
export function obey(rig: Rig, order: Order): void {
  switch (order.kind) {
    case OrderKind.setPressure: {
      const side = rig.side(order.side);
      const rate = rig.rateKPaPerS[order.side] as number;
      if (side.spring !== undefined) side.yieldAt(side.spring.rateNPerUm, order.value, rate);
      else if (side.held) side.hold(order.value, rate);
      return;
    }
    case OrderKind.setMode:
      setMode(rig, order.side, order.value);
      return;
    // What was ordered after one of these two is still to be carried out.
    case OrderKind.reset:
      rig.standStill();
      rig.anode.release();
      rig.cathode.release();
      rig.resetLevels();
      return;
    case OrderKind.abort:
      rig.standStill();
      rig.telemetry.event("aborted", 0, 0, rig.atUs);
      return;
    case OrderKind.gap:
      moveGap(rig, order.side, order.value);
      return;
    case OrderKind.springRate: {
      const { spring, sensor } = rig.side(order.side);
      spring?.retune(order.value, sensor.filteredN);
      return;
    }
    case OrderKind.identify:
      rig.identifier.begin();
      return;
    case OrderKind.programme:
      if (rig.programmeSent?.programme) rig.start(rig.programmeSent.programme);
      return;
    case OrderKind.haltProgramme:
      rig.programme.halt();
      return;
    default:
      obeyJog(rig, order);
  }
}

/** At the speed that the rig keeps for it. Since the order was accepted a fault may have come. */
function moveGap(rig: Rig, channel: number, byUm: number): void {
  if (rig.guard.log.count > 0) return;
  const place = channel === 2 ? 2 : 1;
  rig.moveGap(place, byUm, rig.gapUmPerS[place] as number);
  tellMode(rig, place);
}

function setMode(rig: Rig, channel: number, mode: number): void {
  const side = rig.side(channel);
  if (mode === modes.off.number) side.release();
  else if (mode === modes.gap.number) side.lock();
  else if (rig.guard.log.count === 0) {
    const levelKPa = rig.levelKPa[channel] as number;
    const rate = rig.rateKPaPerS[channel] as number;
    if (mode === modes.stiffness.number)
      side.yieldAt(rig.springNPerUm[channel] as number, levelKPa, rate);
    else side.hold(levelKPa, rate);
  }
  tellMode(rig, channel === 2 ? 2 : 1);
}

function tellMode(rig: Rig, place: 1 | 2): void {
  rig.telemetry.event("mode", place, modes[rig.side(place).mode].number, rig.atUs);
}
