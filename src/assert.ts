/** Our own mistake, never the host's nor the machine's: whoever catches it brings the rig to a safe stop. */
export class AssertionFailure extends Error {
  override readonly name = "AssertionFailure";
}

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionFailure(message);
}
