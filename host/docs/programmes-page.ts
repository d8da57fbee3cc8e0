import { shippedProgrammes } from "../../sim/programmes/shipped.js";
import type { Table } from "../../src/document/table.js";
import { conditions, stopTable } from "../../src/programme/conditions.js";
import type { Step } from "../../src/programme/step.js";
import type { StepBody } from "../../src/programme/step-kind.js";
import { stepKinds, stepNames } from "../../src/programme/step-kinds.js";
import { fieldText } from "../documents/field-text.js";
import { table } from "./markdown-table.js";

/** docs/programmes.md, from the tables of steps and conditions; a test reads every example. */
export function programmesPage(): string {
  return [
    "# Programmes",
    "",
    "Made by `npm run docs` from the firmware's own tables; a test fails when it is out of date, and reads every example.",
    "",
    ...introduction,
    ...stepsPart(),
    ...conditionsPart(),
    "## From the host",
    "",
    ...fromHost,
    "## Shipped programmes",
    "",
    table(
      ["`isobar sim --program`", "does"],
      shippedProgrammes.map(({ name, summary }) => [`\`${name}\``, summary]),
    ),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
}

function stepsPart(): string[] {
  return [
    "## Steps",
    "",
    "A step is an object with exactly one of these keys, and what may stand beside it.",
    "",
    table(
      ["step", "does", "takes", "beside it"],
      stepNames.map((name) => [
        `\`${name}\``,
        stepKinds[name].meaning,
        bodyText(stepKinds[name].body),
        stepKinds[name].beside.map((key) => `\`${key}\``).join(", "),
      ]),
    ),
    ...stepNames.flatMap((name) => [
      `\`${name}\`:`,
      "",
      ...(fieldsOf(name).length > 0 ? [table(["key", "is", "meaning"], fieldsOf(name))] : []),
      ...json(examples[name]),
    ]),
  ];
}

function conditionsPart(): string[] {
  return [
    "## Conditions",
    "",
    "Under `until`, and as what `wait` takes: the first that is met ends the step.",
    "",
    table(
      ["number", "condition", "is", "ends the step by"],
      Object.entries(conditions).map(([name, field], i) => [
        String(i + 1),
        `\`${name}\``,
        fieldText(field, (text) => `\`${text}\``),
        field.meaning,
      ]),
    ),
    ...hysteresis,
    "## Stop conditions",
    "",
    `\`stopIf\` beside \`steps\` ends the whole programme. It takes ${Object.keys(stopTable())
      .map((name) => `\`${name}\``)
      .join(", ")}; \`after\` counts`,
    "from the start of the programme. Sides that are held go on holding the pressure that they have then, a side that seeks contact",
    "or backs off stops; the event `stopCondition` gives the number of the condition. A pressure below counts once it has been above:",
    "a side that has not been loaded yet stops nothing.",
    "",
    ...json({
      name: "guarded",
      stopIf: { anodeAbove: "3 MPa", cathodeBelow: "0.1 MPa", after: "7 d" },
      steps: [
        { approach: { touch: "5 N" } },
        { ramp: { anode: "2.5 MPa", cathode: "0.2 MPa" } },
        { gap: {}, until: { voltageBelow: "2.8 V" } },
        { unload: {} },
      ],
    }),
  ];
}

const introduction = [
  "A programme says what the rig does: pressures and waits, one after the other. It is JSON with a `name` and a list of `steps`,",
  "may have a `stopIf`, and has quantities as text with their unit. `isobar schema` writes its JSON Schema.",
  "",
  ...json({
    name: "asymmetric",
    steps: [
      { approach: { touch: "5 N" } },
      { ramp: { anode: { to: "2.5 MPa", rate: "0.05 MPa/s" }, cathode: "0.2 MPa" } },
      { hold: { anode: "2.5 MPa", cathode: "0.2 MPa" }, until: { after: "24 h" } },
      { unload: {} },
    ],
  }),
  '`"approachFrom": "below"` in `ramp` and `hold`: a pressure that is lowered is gone under by 5 % or 10 kPa, whichever is more, and',
  "approached from below, so that friction of seal and screw always stand the same way.",
  "",
  ...json({ ramp: { anode: "1.5 MPa", approachFrom: "below" } }),
  "A step that has no `until` where it may have one never ends by itself. What a side does goes on over the steps that do not",
  "speak of it. A fault, `ABORt` and `!` end a programme.",
  "",
];

const hysteresis = [
  "A voltage or a pressure must be there for 3 s; it counts as there until it has gone back by 5 mV, or by 1 kPa or 0.5 % of the",
  "value, whichever is more. While the cell voltage is not valid no condition of voltage is met.",
  "",
  ...json({
    name: "conditions",
    steps: [
      { wait: { settled: "10 min", after: "2 h" } },
      { hold: { anode: "2.5 MPa" }, until: { voltageAbove: "4.3 V", command: true } },
      { gap: {}, until: { anodeAbove: "3 MPa", cathodeBelow: "0.1 MPa" } },
      { gap: {}, until: { anodeBelow: "1 MPa", cathodeAbove: "0.5 MPa" } },
      { wait: { trigger: "on" } },
      { wait: { trigger: "off" } },
    ],
  }),
];

const fromHost = [
  "Lines of the serial link have at most 256 bytes, so a programme is sent in pieces, in single quotes:",
  "",
  "```",
  "PROG:CLE",
  `PROG:APP '{"name":"short","steps":[{"hold":{"anode":"1 MPa"},'`,
  `PROG:APP '"until":{"command":true}},{"unload":{}}]}'`,
  'PROG:CHEC?      -> 0,""  (else how much is wrong, and the first of it with its place)',
  "PROG:RUN",
  'PROG:STAT?      -> RUNNING,"short","steps[0]",1,1',
  "PROG:CONT       (or *TRG)",
  "```",
  "",
  "Behind a piece may stand its CRC-16/CCITT-FALSE as a decimal number (`PROG:APP '...',10673`): a piece that came otherwise is refused",
  "(-230). `PROG:CRC?` tells how many characters there are in all, and their CRC.",
  "",
  "`PROG:STOP` ends the programme and goes on holding; `ABORt` and `!` stop both screws.",
  "",
];

/** One of each kind. */
const examples: { readonly [K in Step["kind"]]: unknown } = {
  approach: { approach: { touch: "5 N" } },
  ramp: { ramp: { anode: { to: "2.5 MPa", rate: "0.05 MPa/s" }, cathode: "0.2 MPa" } },
  hold: { hold: { anode: "2.5 MPa", cathode: "0.2 MPa" }, until: { voltageAbove: "4.3 V" } },
  stiffness: {
    stiffness: { anode: { rate: "0.5 N/um", preload: "2.5 MPa" } },
    until: { voltageAbove: "4.29 V" },
  },
  gap: { gap: { anode: { by: "-5 um", rate: "0.01 um/s" } }, until: { after: "1 h" } },
  quiet: { quiet: {}, until: { after: "5 min" } },
  probe: { probe: { side: "anode", swing: "40 kPa" } },
  dEdP: { dEdP: { side: "anode", by: "0.1 MPa", average: "60 s" } },
  wait: { wait: { settled: "60 s", after: "1 h" } },
  repeat: { repeat: 3, steps: [{ hold: { anode: "2 MPa" }, until: { after: "1 h" } }] },
  identify: { identify: { anode: "2.5 MPa", cathode: "0.2 MPa" } },
  unload: { unload: {} },
};

function json(value: unknown): string[] {
  return ["```json", JSON.stringify(value), "```", ""];
}

function bodyText(body: StepBody): string {
  switch (body.kind) {
    case "fields":
      return Object.keys(body.fields)
        .map((key) => `\`${key}\``)
        .join(", ");
    case "pressures":
      return `\`anode\`, \`cathode\`${body.needed ? ", one at least" : ""}: a pressure, or \`to\` and \`rate\`; \`approachFrom\`: \`"below"\``;
    case "sides":
      return `\`anode\`, \`cathode\`${body.needed ? ", one at least" : ""}, each with ${Object.keys(
        body.fields,
      )
        .map((key) => `\`${key}\``)
        .join(", ")}`;
    case "conditions":
      return "conditions, as `until`";
    case "times":
      return `a whole number from 1 to ${body.max}`;
  }
}

function fieldsOf(name: Step["kind"]): string[][] {
  const { body } = stepKinds[name];
  return body.kind === "fields" || body.kind === "sides" ? rowsOf(body.fields) : [];
}

function rowsOf(fields: Table): string[][] {
  return Object.entries(fields).map(([key, field]) => [
    `\`${key}\``,
    fieldText(field, (text) => `\`${text}\``),
    field.meaning,
  ]);
}
