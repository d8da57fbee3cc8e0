/** What a rig has found out about one side's train by moving its screw and watching the force. */
export interface TrainIdentity {
  /** Spring, load cell, screw and frame in series, N/um. */
  readonly stiffnessNPerUm: number;
  /** Contact stiffness over the root of the force, N^0.5/um (physics 3.2). */
  readonly contactRootNPerUm: number;
  /** Lost motion on reversal, um: what was felt, not what the nameplate says. */
  readonly lashUm: number;
  /** From the order of a move to half of its answer in the median of three; the loop's own low-pass is not in it. */
  readonly delayS: number;
  /** Share of a force step that relaxes within a minute or so. */
  readonly relaxation: number;
}
