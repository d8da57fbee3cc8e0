import { Ghost } from "../data/ghost.js";
import type { Recording, Recordings } from "../data/recordings.js";
import type { ChartView } from "./chart.js";
import { choices, element, select, setText } from "./dom.js";
import { text } from "./strings.js";

/** Lays an earlier run of the browser's store under the present one. */
export class GhostView {
  private readonly chart: ChartView;
  private readonly choice = select("ghost");
  private readonly note = element("ghost-note");
  private store: Recordings | undefined;

  constructor(chart: ChartView) {
    this.chart = chart;
    this.choice.addEventListener("change", () => {
      this.choose(Number(this.choice.value)).catch((error: unknown) =>
        setText(this.note, String(error)),
      );
    });
  }

  /** The recordings there are. */
  offer(store: Recordings, all: readonly Recording[]): void {
    this.store = store;
    const before = this.choice.value;
    choices(this.choice, [
      ["0", text("noGhost")],
      ...all.map(({ id, name }) => [String(id), name] as const),
    ]);
    this.choice.value = all.some(({ id }) => String(id) === before) ? before : "0";
    if (before !== "" && before !== this.choice.value) this.chart.showGhost(undefined);
  }

  private async choose(id: number): Promise<void> {
    if (id === 0 || this.store === undefined) {
      this.chart.showGhost(undefined);
      setText(this.note, "");
      return;
    }
    const ghost = new Ghost(this.choice.selectedOptions[0]?.textContent ?? "");
    await this.store.eachChunk(id, (lines) => ghost.read(lines));
    ghost.end();
    this.chart.showGhost(ghost);
    setText(this.note, text("ghostShown", { name: ghost.name, rows: ghost.rows }));
  }
}
