import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { pageHtml } from "../../web/bundle/page-html.js";

/** The page in a browser without a window, opened as a file; its store outlives a reload. */
export interface OpenPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of the page's script. */
  readonly errors: string[];
}

/** `prepare` is done before the page is there. */
export async function openPage(
  prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<OpenPage> {
  const directory = mkdtempSync(join(tmpdir(), "isobar-page-"));
  const file = join(directory, "index.html");
  writeFileSync(file, await pageHtml());
  const context = await chromium.launchPersistentContext(join(directory, "profile"), {
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
    viewport: { width: 1280, height: 900 },
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  // Nothing is timed by it: a computer with other work to do only takes longer.
  page.setDefaultTimeout(120_000);
  await prepare(page);
  await page.goto(pathToFileURL(file).href);
  return { context, page, errors };
}
