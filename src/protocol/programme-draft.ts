import { Problems } from "../document/problems.js";
import { checkLimits } from "../programme/limits.js";
import { checkPairs } from "../programme/pair-walk.js";
import { readProgramme } from "../programme/read.js";
import type { Programme } from "../programme/step.js";
import type { Settings } from "../settings/table.js";

/** Longest text of a programme that a host may send, in characters. */
export const draftMax = 4000;

/** A programme that the host sends in pieces, as the lines of the serial link are short. Made when the first one comes. */
export class ProgrammeDraft {
  /** The programme, when nothing is wrong with it. */
  programme: Programme | undefined;
  /** All pieces so far. */
  text = "";

  /** One more piece. False when the text would be too long; it is then as before. */
  append(piece: string): boolean {
    if (this.text.length + piece.length > draftMax) return false;
    this.text += piece;
    this.programme = undefined;
    return true;
  }

  /** Reads the text and checks it against the settings; all that is wrong, each with its path. */
  check(settings: Settings, slipAllowed: boolean): Problems {
    const problems = new Problems();
    const json = parse(this.text);
    if (json === undefined) {
      problems.add("", `the ${this.text.length} characters of the programme are no JSON`);
      return problems;
    }
    const programme = readProgramme(json, problems);
    if (problems.none) checkLimits(programme, settings, problems);
    if (problems.none && !slipAllowed) checkPairs(programme, settings, problems);
    this.programme = problems.none ? programme : undefined;
    return problems;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
