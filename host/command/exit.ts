/** What the process says to the shell; `differ` is of comparisons alone, as diff(1) has it. */
export const exitCodes = { fine: 0, differ: 1, badInput: 2, fault: 3 } as const;

/**
 * The user's mistake on the command line or around it (an unknown option, a directory that cannot be written).
 * Its message is shown as it is, without a stack.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
