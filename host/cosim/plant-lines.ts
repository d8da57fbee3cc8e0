import { documentError } from "../documents/document-error.js";
import { reasonOf } from "../documents/file-text.js";

/** A line has at most so many bytes; whoever sends more does not send lines. */
export const lineBytesMax = 65536;

const lineFeed = 10;

/**
 * The lines of a stream of bytes, as soon as each has ended; the last one may lack its line feed. A line that is too long or
 * no UTF-8 is a `DocumentError` that names it.
 */
export async function* plantLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  // A byte order mark before a line is taken away by the decoder.
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest: Uint8Array = new Uint8Array(0);
  let number = 1;
  const text = (bytes: Uint8Array): string => {
    if (bytes.length > lineBytesMax) {
      throw documentError(`line ${number}`, `is longer than ${lineBytesMax} bytes`);
    }
    try {
      return decoder.decode(bytes);
    } catch {
      throw documentError(`line ${number}`, "is not a text (its bytes are no UTF-8)");
    } finally {
      number += 1;
    }
  };
  for await (const chunk of readable(input)) {
    let bytes: Uint8Array = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed)) {
      yield text(bytes.subarray(0, end));
      bytes = bytes.subarray(end + 1);
    }
    // Told at once: the end of an endless line never comes.
    if (bytes.length > lineBytesMax) text(bytes);
    rest = bytes;
  }
  if (rest.length > 0) yield text(rest);
}

async function* readable(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* input;
  } catch (error) {
    throw documentError("standard input", reasonOf(error));
  }
}
