import { protocolPage } from "./protocol-page.js";
import { settingsPage } from "./settings-page.js";

/** The pages under docs/ that are made from tables, by file name. */
export function pages(): readonly (readonly [string, string])[] {
  return [
    ["protocol.md", protocolPage()],
    ["settings.md", settingsPage()],
  ];
}
