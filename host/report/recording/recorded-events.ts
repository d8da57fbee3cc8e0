import { faults } from "../../../src/faults.js";
import type { DataTable } from "../../data/table.js";
import type { ReportEvent } from "../report-data.js";

/** Events of a table that are put on the page; later ones are counted. */
const eventsMax = 2000;

/** Events of a recording, and its gaps. */
export function recordedEvents(events: DataTable | undefined, rows: DataTable): ReportEvent[] {
  const all = [...told(events), ...gaps(rows)].sort((a, b) => a.atS - b.atS);
  const kept = all.slice(0, eventsMax);
  const more = all.length - kept.length;
  if (more > 0) {
    const atS = kept.at(-1)?.atS ?? 0;
    kept.push({ atS, name: "more", side: "", text: `${more} later events`, fault: false });
  }
  return kept;
}

function told(events: DataTable | undefined): ReportEvent[] {
  const times = events?.numbers("Test Time / s");
  const names = events?.texts("Event");
  if (events === undefined || times === undefined || names === undefined) return [];
  const places = events.texts("Place");
  const texts = events.texts("Text");
  const values = events.numbers("Value / 1");
  return Array.from(names, (name, i): ReportEvent => {
    const value = values?.[i];
    const figure = value === undefined || Number.isNaN(value) ? "" : ` (${value})`;
    const place = places?.[i] ?? "";
    return {
      atS: times[i] as number,
      name,
      side: place === "rig" ? "" : place,
      text: `${texts?.[i] ?? ""}${figure}`,
      fault: Object.hasOwn(faults, name),
    };
  });
}

function gaps(rows: DataTable): ReportEvent[] {
  const whys = rows.texts("Gap");
  const times = rows.numbers("Test Time / s");
  const missing = rows.numbers("Missing Records / 1");
  if (whys === undefined || times === undefined) return [];
  return whys.flatMap((why, i): ReportEvent[] => {
    if (why === "") return [];
    const count = missing?.[i] ?? Number.NaN;
    const text = `${Number.isNaN(count) ? "unknown number of" : count} records missing: ${why}`;
    return [{ atS: times[i] as number, name: "gap", side: "", text, fault: false }];
  });
}

/** Records that are missing in a recording, as far as anybody knows how many. */
export function missingRecords(rows: DataTable): {
  readonly gaps: number;
  readonly records: number;
} {
  const whys = rows.texts("Gap") ?? [];
  const missing = rows.numbers("Missing Records / 1") ?? new Float64Array();
  return {
    gaps: whys.filter((why) => why !== "").length,
    records: missing.reduce((sum, count) => sum + (Number.isNaN(count) ? 0 : count), 0),
  };
}
