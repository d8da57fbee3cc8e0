import type { RowStore } from "../data/row-store.js";
import type { ChartView } from "./chart.js";
import { element, onClick, select } from "./dom.js";

const stepShare = 0.2;
const zoomFactor = 1.5;

/** Pan and zoom of the record: buttons, keys on the focused record, Shift + drag, Ctrl or Shift + wheel. */
export class ChartHands {
  private readonly chart: ChartView;
  private readonly store: RowStore;
  private readonly choice = select("window");
  private heldAtX: number | undefined;

  constructor(chart: ChartView, store: RowStore) {
    this.chart = chart;
    this.store = store;
    this.choice.addEventListener("change", () => this.follow(Number(this.choice.value)));
    onClick("follow", () => this.follow());
    onClick("earlier", () => this.pan(-stepShare));
    onClick("later", () => this.pan(stepShare));
    onClick("zoom-in", () => this.zoom(1 / zoomFactor));
    onClick("zoom-out", () => this.zoom(zoomFactor));
    onClick("zoom-all", () => this.all());
    const host = element("charts");
    host.tabIndex = 0;
    host.addEventListener("keydown", (event) => this.key(event));
    host.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    host.addEventListener("dblclick", () => this.follow());
    // Before the chart takes it for a selection.
    host.addEventListener("mousedown", (event) => this.press(event), { capture: true });
    addEventListener("mousemove", (event) => this.drag(event));
    addEventListener("mouseup", () => {
      this.heldAtX = undefined;
    });
  }

  private follow(spanS?: number): void {
    this.chart.window.follow(spanS);
    this.moved();
  }

  private pan(share: number): void {
    this.chart.window.pan(share, this.store.startS, this.store.endS);
    this.moved();
  }

  private zoom(factor: number, aroundS?: number): void {
    this.chart.window.zoom(factor, this.store.endS, aroundS);
    this.moved();
  }

  private all(): void {
    this.follow(Math.max(1, (this.store.endS - this.store.startS) * 1.02));
  }

  private moved(): void {
    this.chart.moved();
    const { spanS } = this.chart.window;
    this.choice.value = "";
    for (const { value } of this.choice.options) {
      if (Number(value) === spanS) this.choice.value = value;
    }
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => this.pan(-stepShare),
      ArrowRight: () => this.pan(stepShare),
      "+": () => this.zoom(1 / zoomFactor),
      "-": () => this.zoom(zoomFactor),
      Home: () => this.all(),
      End: () => this.follow(),
    };
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.shiftKey) return;
    event.preventDefault();
    const way = event.deltaY === 0 ? event.deltaX : event.deltaY;
    if (event.shiftKey) this.pan(this.chart.shareOf(way));
    else this.zoom(Math.exp(way / 400), this.chart.instantAt(event.clientX));
  }

  private press(event: MouseEvent): void {
    if (!event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.heldAtX = event.clientX;
  }

  private drag(event: MouseEvent): void {
    if (this.heldAtX === undefined) return;
    this.pan(-this.chart.shareOf(event.clientX - this.heldAtX));
    this.heldAtX = event.clientX;
  }
}
