// The clauses of SCPI-99 and IEEE 488.2 that the serial line keeps, one line each: what is sent, and what comes.

import assert from "node:assert/strict";
import { RigOnBench } from "../../support/rig-on-bench.js";

const none = '0,"No error"';

/** Clause; message; its answer, empty for none; what the error queue says then, from its beginning. */
const clauses: readonly (readonly [string, string, string, string])[] = [
  ["long form", "SYSTEM:VERSION?", "1999.0", none],
  ["short form, any case", "syst:Vers?", "1999.0", none],
  ["no form between the two", "SYSTE:VERS?", "", "-113,"],
  ["optional mnemonic left out", "STAT:OPER:ENAB 0;:STAT:OPER:EVEN?", "0", none],
  ["numeric suffix", "PRES2 100 KPA;:PRES2?", "100000.0", none],
  ["suffix 1 when left out", "PRES 200 KPA;:PRES1?", "200000.0", none],
  ["suffix out of range", "PRES3?", "", "-114,"],
  ["channel list", "MEAS:FORC? (@1,2)", "9.91E37,9.91E37", none],
  ["channel range", "MEAS:FORC? (@1:2)", "9.91E37,9.91E37", none],
  ["channel that is not there", "MEAS:FORC? (@3)", "", "-104,"],
  ["unit with multiplier", "PRES1 0.3 MPA;:PRES1?", "300000.0", none],
  ["unit without a blank", "PRES1 300KPA;:PRES1?", "300000.0", none],
  ["exponent", "PRES1 3.0E+5;:PRES1?", "300000.0", none],
  ["unit of another quantity", "PRES1 3 N", "", "-131,"],
  ["MINimum", "PRES1:SLEW MIN;SLEW?", "10.0", none],
  ["MAXimum in a query", "PRES1:SLEW? MAXIMUM", "100000.0", none],
  ["DEFault", "PRES1:SLEW DEF;SLEW?", "50000.0", none],
  ["; stays at its place in the tree", "PRES2:SLEW 20 KPA/S;LEV 100 KPA;LEV?", "100000.0", none],
  [";: goes to the root", "PRES2:SLEW 20 KPA/S;:SYST:VERS?", "1999.0", none],
  [
    "common command leaves the place",
    "PRES2:SLEW 20 KPA/S;*CLS;LEV 100 KPA;LEV?",
    "100000.0",
    none,
  ],
  ["answers of one message in one line", "*OPT?;*ESE?;*SRE?", "0;0;0", none],
  ["boolean by word and number", "DATA:STR 0;STR OFF;STR?", "0", none],
  ["hexadecimal whole number", "*ESE #H20;*ESE?", "32", none],
  ["octal whole number", "*ESE #Q40;*ESE?", "32", none],
  ["binary whole number", "*ESE #B100000;*ESE?", "32", none],
  ["*CLS", "FOO\n*CLS", "", none],
  ["*ESE beyond 255", "*ESE 256", "", "-222,"],
  ["*ESR? clears", "*ESR?;*ESR?", "128;0", none],
  ["*SRE has no bit 6", "*SRE 255;*SRE?", "191", none],
  ["*STB?", "*STB?", "0", none],
  ["*OPC", "*CLS;*OPC", "", none],
  ["*OPC? when nothing is pending", "*OPC?", "1", none],
  ["*WAI when nothing is pending", "*WAI;*OPT?", "0", none],
  ["*PSC", "*PSC?;*PSC 0;*PSC?;*PSC 1", "1;0", none],
  ["*TRG when nothing waits", "*TRG", "", "-211,"],
  ["*RST", "*RST;OUTP1?;:DATA:STR?", "0;0", none],
  ["SYSTem:ERRor?", "SYST:ERR?", none, none],
  ["SYSTem:ERRor:COUNt?", "FOO\nSYST:ERR:COUN?", "1", "-113,"],
  ["SYSTem:ERRor:CODE:ALL?", "FOO\nFOO\nSYST:ERR:CODE:ALL?", "-113,-113", none],
  ["-141 invalid character data", "OUTP1 MAYBE", "", '-141,"Invalid character data'],
  ["-108 parameter not allowed", "*CLS 1", "", "-108,"],
  ["-109 missing parameter", "PRES1", "", "-109,"],
  ["-113 undefined header", "FOO", "", '-113,"Undefined header'],
  ["behind a mistake commands are left alone, queries answered", "FOO;*ESE 4;*ESE?", "0", "-113,"],
  ["-222 data out of range", "PRES1 99 MPA", "", '-222,"Data out of range'],
  ["-112 mnemonic too long", "ABCDEFGHIJKLM", "", "-112,"],
  ["STATus:OPERation:CONDition?", "STAT:OPER:COND?", "0", none],
  ["STATus:QUEStionable enable", "STAT:QUES:ENAB 9;ENAB?", "9", none],
  ["STATus:PRESet", "STAT:QUES:ENAB 9;:STAT:PRES;:STAT:QUES:ENAB?", "0", none],
];

describe("SCPI, clause by clause", () => {
  for (const [clause, sent, answer, error] of clauses) {
    it(clause, () => {
      const bench = new RigOnBench();
      assert.equal(bench.send(`${sent}\n`), answer === "" ? "" : `${answer}\n`);
      const said = bench.error();
      assert.ok(said.startsWith(error), said);
    });
  }
});
