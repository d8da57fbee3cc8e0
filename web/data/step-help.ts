import { fieldText } from "../../host/documents/field-text.js";
import type { Table } from "../../src/document/table.js";
import { conditions } from "../../src/programme/conditions.js";
import type { StepBody } from "../../src/programme/step-kind.js";
import { stepKinds, stepNames } from "../../src/programme/step-kinds.js";

/** A key of a programme's step; all as text. */
export interface HelpRow {
  readonly step: string;
  /** Place within the step, as `until.after`. */
  readonly key: string;
  /** Range and unit, and the default where there is one. */
  readonly is: string;
  readonly meaning: string;
}

/** Every key of every step, from the firmware's own tables. */
export function stepHelp(): readonly HelpRow[] {
  return stepNames.flatMap((step) => {
    const { meaning, body, beside } = stepKinds[step];
    const is = body.kind === "times" ? `a whole number from 1 to ${body.max}` : "";
    const until = beside.includes("until") ? rowsOf(step, "until.", conditions) : [];
    return [{ step, key: step, is, meaning }, ...bodyRows(step, body), ...until];
  });
}

/** The step that the character at `place` stands in: the last whose key begins at or before it. */
export function stepAt(programme: string, place: number): string | undefined {
  const keys = programme.matchAll(new RegExp(`"(${stepNames.join("|")})"\\s*:`, "gu"));
  return [...keys].filter(({ index }) => index <= place).at(-1)?.[1];
}

function bodyRows(step: string, body: StepBody): HelpRow[] {
  switch (body.kind) {
    case "fields":
      return rowsOf(step, `${step}.`, body.fields);
    case "sides":
      return ["anode", "cathode"].flatMap((side) => rowsOf(step, `${step}.${side}.`, body.fields));
    case "conditions":
      return rowsOf(step, `${step}.`, conditions);
    case "pressures": {
      const is = `a pressure, or to and rate${body.needed ? "; one side at least" : ""}`;
      const sides = ["anode", "cathode"].map((side) => {
        return { step, key: `${step}.${side}`, is, meaning: `Pressure of the ${side}` };
      });
      const meaning = "A pressure that is lowered is gone under and approached from below";
      return [...sides, { step, key: `${step}.approachFrom`, is: '"below"', meaning }];
    }
    case "times":
      return [];
  }
}

function rowsOf(step: string, prefix: string, fields: Table): HelpRow[] {
  return Object.entries(fields).map(([key, field]) => {
    return { step, key: `${prefix}${key}`, is: fieldText(field), meaning: field.meaning };
  });
}
