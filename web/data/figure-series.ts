import { shownNames } from "./columns.js";
import type { View } from "./row-store.js";
import { bandKPa } from "./side-state.js";

export type Series = Readonly<Record<string, readonly (number | null)[]>>;

/** The series of all figures by key, at the times of a view; `ghost` has the pressures of an earlier run there. */
export function figureSeries(view: View, ghost: readonly (number | null)[][] | undefined): Series {
  const series: Record<string, readonly (number | null)[]> = {};
  shownNames.forEach((name, i) => {
    series[name] = view.columns[i] ?? [];
  });
  series["aBand"] = bands(series["aSet"]);
  series["cBand"] = bands(series["cSet"]);
  if (ghost !== undefined) {
    series["aGhost"] = ghost[0] ?? [];
    series["cGhost"] = ghost[1] ?? [];
  }
  return series;
}

function bands(sets: readonly (number | null)[] = []): (number | null)[] {
  return sets.map((set) => (set === null ? null : bandKPa(set)));
}
