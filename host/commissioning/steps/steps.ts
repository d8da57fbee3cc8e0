import type { Step } from "../step.js";
import { acceptance } from "./acceptance.js";
import { compliance } from "./compliance.js";
import { diagnostic } from "./diagnostic.js";
import { die } from "./die.js";
import { identification } from "./identification.js";
import { referenceTare } from "./reference-tare.js";
import { span } from "./span.js";
import { spring } from "./spring.js";
import { tare } from "./tare.js";
import { torque } from "./torque.js";

/** The procedures in the order in which a newly built rig goes through them. */
export const steps: readonly Step[] = [
  diagnostic,
  tare,
  span,
  die,
  identification,
  spring,
  compliance,
  referenceTare,
  torque,
  acceptance,
];
