import { OrderKind } from "../order.js";
import { springMaxNPerUm } from "../settings/spring-bounds.js";
import type { CommandSpec } from "./command-spec.js";
import { numericCommands } from "./numeric.js";
import { pushOrder, refusedByProgramme } from "./refusals.js";

/** Newtons a micrometre in newtons a metre. */
const perMetre = 1e6;

/** The programmed spring: its preload is the set point `PRESsure#`. */
export const stiffnessCommands: readonly CommandSpec[] = [
  ...numericCommands({
    header: "[SOURce]:STIFfness#[:RATE]",
    measure: "stiffness",
    parameter: "<stiffness>",
    meaning:
      "Rate in N/m of the programmed spring (OUTPut#:MODE STIFfness); 0 is constant pressure, more than the side's own stiffness constant position",
    decimals: 1,
    min: () => 0,
    max: () => springMaxNPerUm * perMetre,
    otherwise: () => 0,
    get: (c) => (c.rig.springNPerUm[c.suffix] as number) * perMetre,
    set: (c, newtonsPerMetre) => {
      if (refusedByProgramme(c)) return;
      c.rig.springNPerUm[c.suffix] = newtonsPerMetre / perMetre;
      pushOrder(c, OrderKind.springRate, c.suffix, newtonsPerMetre / perMetre);
    },
  }),
  {
    header: "[SOURce]:STIFfness#:RATE:ACTual?",
    parameters: "",
    meaning:
      "Rate in N/m that the cell feels: of a programmed spring the programmed one or the side's own, whichever is less; 0 of a hold; the side's own of a gap and of a side that is off",
    run: (c) => {
      const side = c.rig.side(c.suffix);
      const own = side.held ? 0 : side.loop.stiffnessNPerUm;
      c.reply.decimal((side.spring?.actualNPerUm ?? own) * perMetre, 1);
    },
  },
  {
    header: "[SOURce]:STIFfness#:DISPlacement?",
    parameters: "",
    meaning:
      "Displacement in m of the cell since the programmed spring began, positive presses; 9.91E37 while none has begun",
    run: (c) => {
      const { spring } = c.rig.side(c.suffix);
      if (spring?.set === true) c.reply.decimal(spring.displacementUm * 1e-6, 9);
      else c.reply.text("9.91E37");
    },
  },
];
