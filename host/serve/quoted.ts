/** Parts of `text` between semicolons that stand outside of quotes. */
export function partsOf(text: string): string[] {
  const parts: string[] = [];
  let quote = "";
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === ";") {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

const entry = /-?\d{1,5},"(?:[^"]|"")*"/gu;
const list = /^-?\d{1,5},"(?:[^"]|"")*"(?:,-?\d{1,5},"(?:[^"]|"")*")*$/u;

/** The entries of an answer to `SYSTem:ERRor:ALL?`, without "No error"; undefined when the text is no such answer. */
export function errorsIn(text: string): string[] | undefined {
  if (!list.test(text)) return undefined;
  return (text.match(entry) ?? []).filter((one) => !one.startsWith("0,"));
}
