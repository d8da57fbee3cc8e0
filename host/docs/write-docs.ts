// `npm run docs`: writes the pages that are made from the firmware's tables.

import { writeFileSync } from "node:fs";
import { pages } from "./pages.js";

for (const [file, text] of pages())
  writeFileSync(new URL(`../../docs/${file}`, import.meta.url), text);
