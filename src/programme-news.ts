import { ProgrammeState } from "./programme/runner.js";
import type { Rig } from "./rig.js";

/** Tells of steps begun, and of the end of a programme, once each. */
export function tellProgramme(rig: Rig): void {
  const { programme, telemetry, atUs } = rig;
  programme.news = false;
  if (programme.stepsBegun !== rig.stepsTold) {
    rig.stepsTold = programme.stepsBegun;
    rig.console.dueUs = 0;
    telemetry.event("step", 0, programme.stepsBegun, atUs);
  }
  if (programme.state === rig.stateTold) return;
  if (rig.stateTold === ProgrammeState.running) {
    const name = programme.state === ProgrammeState.done ? "programmeDone" : "programmeStopped";
    telemetry.event(name, 0, programme.stepsBegun, atUs);
  }
  rig.stateTold = programme.state;
}
