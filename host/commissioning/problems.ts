/** Why a step cannot give a result, and what to do about it. Nothing of the step is kept. */
export class StepProblem extends Error {
  override readonly name = "StepProblem";
  /** What to do. */
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** The operator has had enough of the step. */
export class Aborted extends Error {
  override readonly name = "Aborted";

  constructor() {
    super("stopped by the operator");
  }
}
