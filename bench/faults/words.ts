// What the cases of several rows have in common.

export const sensor = ["suddenLoss", "sensorJump", "sensorSaturated", "sensorStale", "sensorStuck"];
export const motor = ["motorFault", "motorReset", "notFollowing"];
export const rampDown = "ABOR;PRES1 2.3 MPA;PRES2 0.2 MPA;OUTP2 ON;OUTP1 ON\n";
export const rampUp = "ABOR;PRES1 2.7 MPA;PRES2 0.2 MPA;OUTP2 ON;OUTP1 ON\n";
export const hold25 = "PRES1 2.5 MPA;PRES2 0.2 MPA;OUTP2 ON;OUTP1 ON\n";
export const ride = { reaction: "ride" } as const;
