import type { CommandSpec } from "../../src/protocol/command-spec.js";
import { commands } from "../../src/protocol/commands.js";
import { HeaderReader, headerTree } from "../../src/protocol/header.js";
import { partsOf } from "./quoted.js";

/** One command or query of a message. */
export interface Unit {
  /** With a header that means the same wherever it stands in a message. */
  readonly text: string;
  /** The firmware's name for it, as `SYSTem:ERRor[:NEXT]?`; undefined when this version knows none. */
  readonly header: string | undefined;
  readonly query: boolean;
  /** What follows the header. */
  readonly parameters: string;
}

const tree = headerTree(commands);

function commandOf(header: string): CommandSpec | undefined {
  const query = header.endsWith("?");
  const bytes = Buffer.from(query ? header.slice(0, -1) : header, "latin1");
  const reader = new HeaderReader<CommandSpec>(tree);
  return reader.read(bytes, 0, bytes.length, query) ? reader.entry : undefined;
}

/**
 * The units of a program message. A header without a colon before it continues where the one before it ended, less its
 * last mnemonic, and is looked for from the root when there is none (docs/protocol.md).
 */
export function unitsOf(message: string): Unit[] {
  const units: Unit[] = [];
  let path = "";
  for (const part of partsOf(message)) {
    const text = part.trim();
    if (text === "") continue;
    const split = /^(\S+)\s*(.*)$/su.exec(text);
    const [, head = "", parameters = ""] = split ?? [];
    const bare = head.replace(/^:/u, "");
    let header = bare;
    let spec = commandOf(bare);
    if (path !== "" && bare === head && !head.startsWith("*")) {
      const continued = commandOf(`${path}:${bare}`);
      if (continued !== undefined) {
        header = `${path}:${bare}`;
        spec = continued;
      }
    }
    if (!header.startsWith("*")) {
      if (spec !== undefined) path = header.split(":").slice(0, -1).join(":");
      header = `:${header}`;
    }
    units.push({
      text: parameters === "" ? header : `${header} ${parameters}`,
      header: spec?.header,
      query: head.endsWith("?"),
      parameters,
    });
  }
  return units;
}
