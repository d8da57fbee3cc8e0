/** SCPI-99 volume 2, chapter 21: numbers and texts as the standard has them; those that this rig reports. */
export const scpiErrors = {
  none: { code: 0, text: "No error" },
  dataType: { code: -104, text: "Data type error" },
  parameterNotAllowed: { code: -108, text: "Parameter not allowed" },
  missingParameter: { code: -109, text: "Missing parameter" },
  mnemonicTooLong: { code: -112, text: "Program mnemonic too long" },
  undefinedHeader: { code: -113, text: "Undefined header" },
  suffixOutOfRange: { code: -114, text: "Header suffix out of range" },
  invalidNumber: { code: -121, text: "Invalid character in number" },
  invalidSuffix: { code: -131, text: "Invalid suffix" },
  invalidCharacterData: { code: -141, text: "Invalid character data" },
  invalidString: { code: -151, text: "Invalid string data" },
  triggerIgnored: { code: -211, text: "Trigger ignored" },
  settingsConflict: { code: -221, text: "Settings conflict" },
  outOfRange: { code: -222, text: "Data out of range" },
  outOfMemory: { code: -225, text: "Out of memory" },
  corrupt: { code: -230, text: "Data corrupt or stale" },
  massStorage: { code: -250, text: "Mass storage error" },
  queueOverflow: { code: -350, text: "Queue overflow" },
  inputOverrun: { code: -363, text: "Input buffer overrun" },
  queryDeadlocked: { code: -430, text: "Query DEADLOCKED" },
} as const satisfies Record<string, { code: number; text: string }>;

export type ScpiError = keyof typeof scpiErrors;

/**
 * Bit of the standard event register that an error sets (SCPI-99 volume 2, 21.8.2 and following): -1xx command error,
 * -2xx execution error, -3xx and the device's own positive numbers device error, -4xx query error.
 */
export function eventBitOf(code: number): number {
  if (code > 0) return 8;
  if (code > -100) return 0;
  if (code > -200) return 32;
  if (code > -300) return 16;
  return code > -400 ? 8 : 4;
}
