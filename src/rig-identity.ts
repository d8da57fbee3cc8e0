/** Who this rig is, and how often it has started. */
export interface Identity {
  readonly serial: string;
  readonly bootCount: number;
  /** Where the settings of this start came from, in words. */
  readonly settingsOrigin?: string;
  /** Why the firmware started, in the words of the board. */
  readonly resetReason?: string;
}
