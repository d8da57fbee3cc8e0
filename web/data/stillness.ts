/** What is asked behind STOP: modes of both sides, places of both screws, what the programme does. */
export const stillnessQuery = ":OUTP1:MODE?;:OUTP2:MODE?;:MEAS:POS? (@1,2);:PROG:STAT?";
/** Time between two looks: more than a tick, so that the second is of another one. */
export const looksMs = 130;

/** Tells from replies whether STOP was obeyed: nothing held, no programme, both screws where they were a look before. */
export class Stillness {
  private before = "";

  forget(): void {
    this.before = "";
  }

  /** `GAP;OFF;1.2e-3,0;STOPPED,...`: the first such answer is compared with the next. */
  shown(reply: string): boolean {
    const [anode, cathode, places = "", programme = ""] = reply.split(";");
    const same = places !== "" && places === this.before;
    this.before = places;
    return same && anode !== "HOLD" && cathode !== "HOLD" && !programme.startsWith("RUNNING");
  }
}
