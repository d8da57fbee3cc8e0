// The pictures of docs/page.md: `npm run docs:page`.

import { projectFile } from "../../host/project.js";
import { holdShort, shows } from "./looks.js";
import { openPage } from "./open-page.js";

const pictures = [
  { name: "page", width: 1180, height: 1250, colorScheme: "light" },
  { name: "page-phone", width: 390, height: 844, colorScheme: "dark" },
] as const;

for (const { name, width, height, colorScheme } of pictures) {
  const open = await openPage();
  const { context, page } = open;
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height });
  await page.selectOption("#window", "600");
  await page.selectOption("#speed", "100");
  await holdShort(open, () => undefined);
  // Some ten minutes of the rig, of which the ramp is to be seen.
  await page.waitForFunction(
    () => Number(document.getElementById("charts")?.dataset["rows"]) > 500,
  );
  await page.selectOption("#speed", "1");
  await shows(open, "row-every", /every 0\.1 s/u);
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: projectFile("docs", "images", `${name}.png`) });
  await context.close();
}
