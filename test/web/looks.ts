// What the tests of the page look at.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import type { OpenPage } from "./open-page.js";

/** Waits until the element's text fits. */
export async function shows({ page }: OpenPage, id: string, pattern: RegExp): Promise<void> {
  const told = [id, pattern.source] as const;
  try {
    await page.waitForFunction(
      ([of, source]) =>
        new RegExp(source, "u").test(document.getElementById(of)?.textContent ?? ""),
      told,
    );
  } catch (error) {
    throw new Error(`#${id} never fitted ${pattern}: ${await wordsOf(page, id)}`, { cause: error });
  }
}

/** What stands in the element that was waited for, and what the page says of itself. */
async function wordsOf(page: Page, id: string): Promise<string> {
  const words = await page.evaluate(
    (ids) => ids.map((one) => `${one} "${document.getElementById(one)?.textContent?.trim()}"`),
    [id, "link-state", "control-note", "programme-note", "fault-list", "stop-note", "events"],
  );
  return words.join("; ");
}

/** What has come by now is shown. */
export async function nextPicture({ page }: OpenPage): Promise<void> {
  await page.evaluate(async () => {
    // The first may belong to the picture that is being made.
    for (let i = 0; i < 2; i += 1) await new Promise((shown) => requestAnimationFrame(shown));
  });
}

/** The pixels of the anode's chart, as text. */
export function picture({ page }: OpenPage): Promise<string> {
  return page.evaluate(
    () => document.querySelector<HTMLCanvasElement>("#chart-anode canvas")?.toDataURL() ?? "",
  );
}

/** Time from the opening of the page to its first text. */
export function firstPaintMs({ page }: OpenPage): Promise<number> {
  return page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  );
}

export function numberIn({ page }: OpenPage, id: string): Promise<number> {
  return page.evaluate((of) => Number(document.getElementById(of)?.textContent), id);
}

/** What axe calls serious or critical. */
export async function axeFaults({ page }: OpenPage): Promise<readonly string[]> {
  const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  await page.evaluate(readFileSync(axe, "utf8"));
  const found = await page.evaluate(async () => {
    const { axe: tester } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await tester.run();
    return violations.map(
      (one) => `${one.impact} ${one.id}: ${one.nodes.map(({ html }) => html).join(" ")}`,
    );
  });
  return found.filter((one) => /^(?:serious|critical)/u.test(one));
}

/** A programme that holds 300 and 100 kPa after some two minutes. */
const shortProgramme = JSON.stringify({
  name: "short",
  steps: [
    { approach: { touch: "5 N" } },
    {
      ramp: {
        anode: { to: "300 kPa", rate: "50 kPa/s" },
        cathode: { to: "100 kPa", rate: "50 kPa/s" },
      },
    },
    { hold: { anode: "300 kPa", cathode: "100 kPa" }, until: { after: "1 h" } },
  ],
});

/** Starts the short programme; `pace` makes the rig fast once it runs. Both sides hold in the end. */
export async function holdShort(open: OpenPage, pace: () => void): Promise<void> {
  await open.page.fill("#programme-text", shortProgramme);
  // Any rig but the page's own is not run by a text that was not tried.
  if (await open.page.isVisible("#programme-untried")) {
    assert.ok(await open.page.isDisabled("#programme-run"));
    await open.page.check("#programme-untried");
  }
  await open.page.click("#programme-run");
  await shows(open, "programme-note", /^The programme runs$/u);
  pace();
  await shows(open, "anode-set", /^300\.0 kPa$/u);
  await shows(open, "anode-state", /^HOLD$/u);
  await shows(open, "cathode-state", /^HOLD$/u);
}
