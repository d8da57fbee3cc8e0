import { type Key, messageShape, type Shape } from "../cosim/message-shape.js";
import { lineBytesMax } from "../cosim/plant-lines.js";
import { wanted } from "../cosim/read-message.js";
import { table } from "./markdown-table.js";

/** The blocks of docs/cosim.md that are made from the shape of a plant's lines. */
export function cosimBlocks(): Readonly<Record<string, string>> {
  return {
    "keys of a line": table(["key", "is", "meaning"], rowsOf(messageShape, "")),
    bounds: `A line has at most ${lineBytesMax} bytes.`,
  };
}

/** The cathode's keys are the anode's. */
function rowsOf(shape: Shape, prefix: string): string[][] {
  return Object.entries(shape).flatMap(([name, key]) => {
    const path = `${prefix}${name}`;
    if (key.kind !== "group") return [[`\`${path}\``, isText(key), key.meaning]];
    if (name === "cathode") return [[`\`${path}\``, "an object", `as \`anode\`: ${key.meaning}`]];
    return rowsOf(key.keys, `${path}.`);
  });
}

function isText(key: Exclude<Key, { kind: "group" }>): string {
  const required = key.kind === "number" && key.required ? ", required" : "";
  return `${wanted(key)}${required}`;
}
