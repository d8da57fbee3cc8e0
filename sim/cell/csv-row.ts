/**
 * Splits one line of comma-separated text (RFC 4180) into `fields`, which is emptied first. Blanks
 * around a field go; a field in double quotes may hold commas and doubled quotes.
 *
 * False when a quotation has no end or is followed by anything but a comma.
 */
export function splitCsvRow(line: string, fields: string[]): boolean {
  fields.length = 0;
  if (line.indexOf('"') < 0) {
    let start = 0;
    for (;;) {
      const comma = line.indexOf(",", start);
      fields.push(line.slice(start, comma < 0 ? line.length : comma).trim());
      if (comma < 0) return true;
      start = comma + 1;
    }
  }
  return splitQuoted(line, fields);
}

function splitQuoted(line: string, fields: string[]): boolean {
  let at = 0;
  for (;;) {
    while (line[at] === " " || line[at] === "\t") at += 1;
    if (line[at] === '"') {
      const end = endOfQuotation(line, at + 1);
      if (end < 0) return false;
      fields.push(line.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
      while (line[at] === " " || line[at] === "\t") at += 1;
      if (at < line.length && line[at] !== ",") return false;
    } else {
      const comma = line.indexOf(",", at);
      const end = comma < 0 ? line.length : comma;
      fields.push(line.slice(at, end).trim());
      at = end;
    }
    if (at >= line.length) return true;
    at += 1;
  }
}

/** Index of the quote that closes a quotation whose text starts at `from`; -1 when none does. */
function endOfQuotation(line: string, from: number): number {
  let at = from;
  for (;;) {
    const quote = line.indexOf('"', at);
    if (quote < 0) return -1;
    if (line[quote + 1] !== '"') return quote;
    at = quote + 2;
  }
}
