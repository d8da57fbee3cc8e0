import { setImmediate as nextTurn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { inlinedScript } from "../../host/inlined.js";
import type { Link } from "../../host/record/link.js";
import { SimLink } from "../../host/serve/sim-link.js";
import type { World } from "../../sim/world.js";
import type { FakeWindow } from "./serial-in-page.js";

/** What a page asked of its serial port. */
export interface PortUse {
  baudRate: number;
  signals: string;
  closed: boolean;
}

/** A serial port of the browser whose other end is a simulated rig in this process. */
export class FakeSerial {
  readonly use: PortUse = { baudRate: 0, signals: "", closed: false };
  link: SimLink | undefined;
  private readonly world: World;
  private page!: Page;
  /** What the rig has sent since the cable is about to be pulled. */
  private last: number[] | undefined;

  constructor(world: World) {
    this.world = world;
  }

  async prepare(page: Page): Promise<void> {
    this.page = page;
    await page.exposeFunction("toRig", (text: string) => this.opened().send(text));
    await page.exposeFunction("asked", (what: string) => this.asked(what));
    const file = fileURLToPath(new URL("serial-in-page.ts", import.meta.url));
    await page.addInitScript({ content: inlinedScript(file) });
  }

  /** The cable is pulled at the worst moment: behind a whole row, before the page has made a picture of it. */
  async unplug(): Promise<void> {
    const wholeRow = /\n\$D,[^\n]*\n$/u;
    this.last = [];
    while (!wholeRow.test(String.fromCharCode(...this.last))) await nextTurn();
    this.link?.close();
    const pull = (list: readonly number[]) => {
      const page = globalThis as unknown as FakeWindow;
      page.fromRig(list);
      page.unplug();
    };
    await this.page.evaluate(pull, this.last);
  }

  private opened(): Link {
    this.link ??= new SimLink(this.world, 1, {
      bytes: (bytes) => this.tell(Array.from(bytes)),
      closed: () => undefined,
    });
    return this.link;
  }

  private tell(bytes: readonly number[]): void {
    if (this.last !== undefined) {
      this.last.push(...bytes);
      return;
    }
    const push = (list: readonly number[]) => (globalThis as unknown as FakeWindow).fromRig?.(list);
    this.page.evaluate(push, bytes).catch(() => undefined);
  }

  private asked(what: string): void {
    const [kind, value = ""] = what.split(" ");
    if (kind === "open") this.use.baudRate = Number(value);
    if (kind === "signals") this.use.signals = value;
    if (kind === "close") this.use.closed = true;
  }
}
