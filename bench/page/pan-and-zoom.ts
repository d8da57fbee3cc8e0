import type { Page } from "playwright-core";

/** How fast pictures followed each other while somebody held a key of the record down. */
export interface Pace {
  readonly perS: number;
  /** The longest that one picture stood, ms. */
  readonly longestMs: number;
}

/** Presses keys in the focused record, one a frame, and counts the pictures that the page drew of it. */
export function paceOf(page: Page, keys: readonly string[], frames: number): Promise<Pace> {
  return page.evaluate(
    async ([pressed, wanted]) => {
      const charts = document.getElementById("charts");
      if (charts === null) throw new Error("no record");
      charts.focus();
      const before = Number(charts.dataset["drawn"]);
      const beganMs = performance.now();
      let atMs = beganMs;
      let longestMs = 0;
      for (let i = 0; i < wanted; i += 1) {
        const key = pressed[i % pressed.length] ?? "";
        charts.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const nowMs = performance.now();
        longestMs = Math.max(longestMs, nowMs - atMs);
        atMs = nowMs;
      }
      const pictures = Number(charts.dataset["drawn"]) - before;
      return { perS: (pictures * 1000) / (atMs - beganMs), longestMs };
    },
    [keys, frames] as const,
  );
}

/** What the script of the page holds, its typed arrays too, after its garbage was taken away, bytes. */
export async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize + backingStorageSize;
}
