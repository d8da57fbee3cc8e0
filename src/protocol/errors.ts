/** SCPI-99 volume 2, chapter 21: numbers and texts as the standard has them. */
export const scpiErrors = {
  none: { code: 0, text: "No error" },
  invalidCharacter: { code: -101, text: "Invalid character" },
  syntax: { code: -102, text: "Syntax error" },
  dataType: { code: -104, text: "Data type error" },
  parameterNotAllowed: { code: -108, text: "Parameter not allowed" },
  missingParameter: { code: -109, text: "Missing parameter" },
  undefinedHeader: { code: -113, text: "Undefined header" },
  suffixOutOfRange: { code: -114, text: "Header suffix out of range" },
  invalidNumber: { code: -121, text: "Invalid character in number" },
  invalidSuffix: { code: -131, text: "Invalid suffix" },
  invalidCharacterData: { code: -141, text: "Invalid character data" },
  settingsConflict: { code: -221, text: "Settings conflict" },
  outOfRange: { code: -222, text: "Data out of range" },
  massStorage: { code: -250, text: "Mass storage error" },
  queueOverflow: { code: -350, text: "Queue overflow" },
  inputOverrun: { code: -363, text: "Input buffer overrun" },
  queryDeadlocked: { code: -430, text: "Query DEADLOCKED" },
} as const satisfies Record<string, { code: number; text: string }>;

export type ScpiError = keyof typeof scpiErrors;
