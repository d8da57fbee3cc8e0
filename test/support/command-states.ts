// What a command of the table needs before it, and by what one sees that it was carried out.

import type { World } from "../../sim/world.js";

export interface CommandState {
  /** Lines before it; `#` stands for the side. */
  readonly before?: readonly string[];
  /** What else is done to the world before it. */
  readonly make?: (say: (line: string) => string, run: (s: number) => void, world: World) => void;
  /** Simulated time until it is seen, s; a tick is enough for most. */
  readonly takesS?: number;
  /** A query whose answer shows what came of it. */
  readonly shows: readonly [string, RegExp];
}

/** Both sides at a pressure. */
const held = ["PRES1 0.5 MPA;PRES2 0.2 MPA", "OUTP1 ON;OUTP2 ON"];
const untilCommand = [
  `PROG:APP '{"name":"n","steps":[{"gap":{},"until":{"command":true}},'`,
  `PROG:APP '{"unload":{}}]}'`,
];

/** A rig that held both sides until its processor started anew. */
const startedAnew: CommandState["make"] = (say, run, world) => {
  for (const line of held) say(line);
  run(900);
  world.restart(false);
  run(3);
  say("DATA:STR OFF");
};

/** One for each header that is no query. */
export const commandStates: Readonly<Record<string, CommandState>> = {
  "*RST": { before: ["PRES1 0.3 MPA;:OUTP1 ON"], shows: ["OUTP1?", /^0$/] },
  "*CLS": { before: ["FOO"], shows: ["SYST:ERR:COUN?;*STB?", /^0;16$/] },
  "*ESE": { shows: ["*ESE?", /^60$/] },
  "*SRE": { shows: ["*SRE?", /^36$/] },
  "*OPC": { before: ["*CLS"], shows: ["*ESR?", /^1$/] },
  "*WAI": { shows: ["*OPT?", /^0$/] },
  "*PSC": { shows: ["*PSC?", /^0$/] },
  "*TRG": {
    before: [...untilCommand, "PROG:RUN"],
    shows: ["PROG:STAT?", /^(RUNNING,"n","steps\[1\]",2,0|DONE.*)$/],
  },
  "STATus:OPERation:ENABle": { shows: ["STAT:OPER:ENAB?", /^512$/] },
  "STATus:OPERation:PTRansition": { shows: ["STAT:OPER:PTR?", /^8$/] },
  "STATus:OPERation:NTRansition": { shows: ["STAT:OPER:NTR?", /^8$/] },
  "STATus:QUEStionable:ENABle": { shows: ["STAT:QUES:ENAB?", /^3584$/] },
  "STATus:QUEStionable:PTRansition": { shows: ["STAT:QUES:PTR?", /^2048$/] },
  "STATus:QUEStionable:NTRansition": { shows: ["STAT:QUES:NTR?", /^2048$/] },
  "STATus:PRESet": { before: ["STAT:QUES:ENAB 9"], shows: ["STAT:QUES:ENAB?", /^0$/] },
  "[SOURce]:PRESsure#[:LEVel]": { shows: ["PRES#?", /^300000.0$/] },
  "[SOURce]:PRESsure#:SLEW": { shows: ["PRES#:SLEW?", /^20000.0$/] },
  "[SOURce]:PRESsure:DIFFerence:OVERride": { shows: ["PRES:DIFF:OVER?", /^1$/] },
  "OUTPut#[:STATe]": { before: ["PRES# 0.3 MPA"], shows: ["OUTP#?", /^1$/] },
  "OUTPut#:MODE": { before: ["PRES# 0.3 MPA"], shows: ["OUTP#:MODE?", /^STIFFNESS$/] },
  ABORt: { before: ["PRES1 0.3 MPA;:OUTP1 ON"], shows: ["OUTP1?", /^0$/] },
  // 0.1 mm back at 0.2 mm/s.
  "OUTPut#:JOG": { takesS: 3, shows: ["MEAS:POS#?", /^-0\.000(100|099)\d+$/] },
  "OUTPut#:PARK": { takesS: 3, shows: ["MEAS:POS#?", /^-0\.000[1-9]\d+$/] },
  "OUTPut#:HOME": { takesS: 3, shows: ["OUTP#:MODE?;:MEAS:POS#?", /^JOG;-0\.000[1-9]\d+$/] },
  "OUTPut#:GAP": { shows: ["OUTP#:GAP?", /^0\.00000[89]\d+$/] },
  "[SOURce]:STIFfness#[:RATE]": { shows: ["STIF#?", /^20000000.0$/] },
  "IDENtify[:STARt]": { shows: ["IDEN:STAT?", /^TOUCH,[12],"none"$/] },
  "IDENtify:CLEar": { shows: ["IDEN:RES1?", /^9.91E37(,9.91E37){13}$/] },
  "PROGramme:APPend": { shows: ["PROG:CRC?", /^12,\d+$/] },
  "PROGramme:CLEar": { before: untilCommand, shows: ["PROG:CRC?", /^0,65535$/] },
  "PROGramme:RUN": {
    before: untilCommand,
    shows: ["PROG:STAT?", /^RUNNING,"n","steps\[0\]",1,1$/],
  },
  "PROGramme:STOP": {
    before: [...untilCommand, "PROG:RUN"],
    shows: ["PROG:STAT?", /^STOPPED,"n",/],
  },
  "PROGramme:CONTinue": {
    before: [...untilCommand, "PROG:RUN"],
    shows: ["PROG:STAT?", /^(RUNNING,"n","steps\[1\]",2,0|DONE.*)$/],
  },
  "FAULt:CLEar": {
    make: (say, run, world) => {
      world.simulated.interlock.estop = true;
      run(1);
      world.simulated.interlock.estop = false;
      run(1);
      if (say("FAUL:COUN?") !== "1") throw new Error("the emergency stop is not latched");
    },
    shows: ["FAUL:COUN?", /^0$/],
  },
  "CELL:NEW": { shows: ["PRES1:HIST?", /^0,NONE,[01]\.\d$/] },
  "DATA:STReam[:STATe]": { shows: ["DATA:STR?", /^1$/] },
  "DATA:REPLay": { before: ["DATA:STR ON"], shows: ["DATA:STR?", /^1$/] },
  "DATA:STReam:INTerval": { shows: ["DATA:STR:INT?", /^0.5$/] },
  "DATA:STReam:FORMat": { shows: ["DATA:STR:FORM?", /^TELEPLOT$/] },
  "DATA:STReam:COLumns": { shows: ["DATA:STR:COL?", /^"t,aPressure,cPressure"$/] },
  "QUIet[:STATe]": { shows: ["QUI?", /^1$/] },
  "SYSTem:RESume": { make: startedAnew, shows: ["OUTP1?;OUTP2?", /^1;1$/] },
  "CELL:CURRent": { shows: ["CELL:CURR?", /^0.002000000,(600.0|599.\d)$/] },
  "SETTing:VALue": { shows: ['SETT:VAL? "anode.screw.lash"', /^"6 um"$/] },
  "SETTing:SAVE": {
    before: ['SETT:VAL "anode.screw.lash","7 um"'],
    shows: ["SETT:ORIG?", /^"defaults"$/],
  },
};
