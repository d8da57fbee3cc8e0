import type { StreamHeader } from "../../host/rig-data/pushed-line.js";
import { RigStream, type RigStreamSink } from "../../host/rig-data/rig-stream.js";
import type { Gap, Placed } from "../../host/rig-data/sequencer.js";
import { RowReader } from "./columns.js";
import { RowStore, type View } from "./row-store.js";
import { RunStart } from "./run-start.js";

/** An earlier run is looked up at least as finely as a chart is wide. */
const placesMin = 1000;

/** Both pressures of an earlier run, laid under the present one so that both begin at the same place. */
export class Ghost implements RigStreamSink {
  readonly name: string;
  private readonly store = new RowStore(2);
  private readonly start = new RunStart();
  private readonly reader = new RowReader([]);
  private readonly stream = new RigStream(this);

  constructor(name: string) {
    this.name = name;
  }

  /** Lines of its recording, as they came. */
  read(text: string): void {
    for (const line of text.split("\n")) if (line !== "") this.stream.line(line, 0);
  }

  /** All has been read: what waited for a record that is missing is shown without it. */
  end(): void {
    this.stream.sequencer.finish("they are not in the recording");
  }

  begin({ columns }: StreamHeader): void {
    this.reader.follow(columns);
  }

  beginSlow(): void {}

  take(what: Placed | Gap): void {
    if (what.kind === "gap" || what.record.kind !== "row") return;
    const { atS, flags, values } = this.reader.read(what.record.fields.map(Number));
    this.start.see(this.store.add(atS, [values.aPressure, values.cPressure]), flags);
  }

  get rows(): number {
    return this.store.rows;
  }

  /** Pressures of anode and cathode at the times of a view of the run that began at `startS`. */
  along(view: View, startS: number): readonly (number | null)[][] {
    const laterS = startS - this.start.atS;
    const fromS = (view.timesS[0] ?? 0) - laterS;
    const toS = (view.timesS[view.timesS.length - 1] ?? 0) - laterS;
    const own = this.store.view(fromS, toS, Math.max(placesMin, view.timesS.length));
    return own.columns.map((values) => resampled(own.timesS, values, view.timesS, laterS));
  }
}

/** Values at other times, on the straight line between the two around; none beyond the ends or in a gap. */
function resampled(
  timesS: readonly number[],
  values: readonly (number | null)[],
  atS: readonly number[],
  laterS: number,
): (number | null)[] {
  let next = 0;
  return atS.map((at) => {
    const wanted = at - laterS;
    while (next < timesS.length && (timesS[next] ?? 0) < wanted) next += 1;
    const after = timesS[next];
    const high = values[next];
    if (after === undefined || high === null || high === undefined) return null;
    if (after === wanted) return high;
    const before = timesS[next - 1];
    const low = values[next - 1];
    if (before === undefined || low === null || low === undefined) return null;
    return low + ((high - low) * (wanted - before)) / (after - before);
  });
}
