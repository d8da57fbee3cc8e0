import type { SimulatedRig } from "../worker/messages.js";

/** Which rig a page was connected to, as it was chosen. */
export interface RigChoice {
  readonly transport: string;
  readonly address: string;
  readonly speed: string;
  readonly simulated: SimulatedRig;
}

/**
 * What a tab of the browser was doing, for when it is opened anew: kept by the tab and not by the browser, so that two
 * tabs do not write one recording, and an address with its token goes with the tab.
 */
export interface RecentRig {
  readonly choice?: RigChoice;
  /** The recording that was under way. */
  readonly recording?: number;
}

const key = "isobar";

export function recentRig(): RecentRig {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "{}") as RecentRig;
  } catch {
    // A browser that keeps nothing: the page begins as one that is opened for the first time.
    return {};
  }
}

export function rememberRig(change: RecentRig): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ ...recentRig(), ...change }));
  } catch {
    // As above.
  }
}

export function forgetRecording(): void {
  const { choice } = recentRig();
  try {
    sessionStorage.setItem(key, JSON.stringify({ choice }));
  } catch {
    // As above.
  }
}
