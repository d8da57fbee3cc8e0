import { type RigRow, shownNames } from "./data/columns.js";
import { RowStore } from "./data/row-store.js";
import { RunStart } from "./data/run-start.js";
import { Link, type LinkNews } from "./link.js";
import { ChartView } from "./view/chart.js";
import { ChartHands } from "./view/chart-hands.js";
import { CommissioningView } from "./view/commissioning.js";
import { Connection } from "./view/connection.js";
import { ConsoleView } from "./view/console.js";
import { DrawingView } from "./view/drawing.js";
import { FaultsView } from "./view/faults.js";
import { GhostView } from "./view/ghost.js";
import { ProgrammeView } from "./view/programme.js";
import { RecorderView } from "./view/recorder.js";
import { SetPointsView } from "./view/set-points.js";
import { SettingsView } from "./view/settings.js";
import { SidesView } from "./view/sides.js";
import { StopView } from "./view/stop.js";

/** Puts the views together: rows and events go to those that show them, once a frame. */
export class Page {
  private readonly store = new RowStore(shownNames.length);
  private readonly link = new Link(this.news());
  private readonly connection = new Connection(this.link);
  private readonly stop = new StopView(this.link);
  private readonly sides = new SidesView();
  private readonly start = new RunStart();
  private readonly chart = new ChartView(this.store, this.start);
  private readonly ghost = new GhostView(this.chart);
  private readonly drawing = new DrawingView();
  private readonly console = new ConsoleView(this.link);
  private readonly recorder = new RecorderView(this.link, (store, all) =>
    this.ghost.offer(store, all),
  );
  private readonly faults = new FaultsView(this.link, (...fault) =>
    this.connection.inject(...fault),
  );
  private lastS = 0;
  private intervalS = 0;
  private newest: RigRow | undefined;

  begin(): void {
    new SetPointsView(this.link);
    new SettingsView(this.link);
    new ProgrammeView(this.connection);
    new CommissioningView(this.link, this.connection);
    new ChartHands(this.chart, this.store);
    // What scrolls can be reached by keyboard.
    for (const part of document.querySelectorAll<HTMLElement>(
      ".scroll, #console-log, #commission-log",
    ))
      part.tabIndex = 0;
    this.connection.begin();
    const frame = () => {
      this.frame();
      requestAnimationFrame(frame);
    };
    frame();
  }

  /** However many rows have come, one picture of the newest. */
  private frame(): void {
    const row = this.newest;
    if (row !== undefined) {
      this.newest = undefined;
      this.sides.row(row);
      this.sides.interval(this.intervalS);
      this.drawing.row(row);
      this.faults.row(row, performance.now());
    }
    this.chart.frame(performance.now());
  }

  private row(row: RigRow): void {
    const hereS = this.store.add(
      row.atS,
      shownNames.map((name) => row.values[name]),
    );
    this.start.see(hereS, row.flags);
    this.stop.row(row);
    this.chart.touch();
    this.intervalS = row.atS - this.lastS;
    this.lastS = row.atS;
    this.newest = row;
  }

  private news(): LinkNews {
    return {
      row: (row) => this.row(row),
      event: (event) => this.faults.event(event),
      pushed: (line) => this.recorder.pushed(line),
      said: (line, byUs) => this.console.said(line, byUs),
      connected: (name) => {
        this.connection.connected(name);
        this.recorder.connected(this.connection.isSimulated());
      },
      left: () => this.silent(),
      disconnected: (why) => {
        this.connection.disconnected(why);
        this.silent();
      },
    };
  }

  /** Nothing comes any more: a row that has no picture yet would be taken for a new one. */
  private silent(): void {
    this.newest = undefined;
    this.recorder.disconnected();
    this.sides.lost();
  }
}
