// Netstrings, `<length>:<bytes>,`: how the XS worker and Node frame their messages
// (https://cr.yp.to/proto/netstrings.txt).

const colon = 0x3a;
const comma = 0x2c;
// The worker reads at most nine digits of length.
const longestPrefix = 10;

/** One message as a netstring. */
export function toNetstring(message: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${message.length}:`), message, Buffer.from(",")]);
}

/** Cuts a stream of chunks into messages; a message of many megabytes is joined once. */
export class NetstringReader {
  #chunks: Buffer[] = [];
  #held = 0;

  /** Takes the next chunk of the stream. */
  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
  }

  /** The next whole message, or undefined until more of the stream has come. */
  next(): Buffer | undefined {
    const prefix = this.#prefix();
    if (prefix === undefined) return undefined;
    const { start, length } = prefix;
    if (this.#held < start + length + 1) return undefined;
    const all = this.#joined();
    if (all[start + length] !== comma) throw new Error("netstring does not end in a comma");
    this.#chunks = [all.subarray(start + length + 1)];
    this.#held = all.length - start - length - 1;
    return all.subarray(start, start + length);
  }

  #prefix(): { start: number; length: number } | undefined {
    if (this.#held === 0) return undefined;
    const first = this.#chunks[0]!;
    const head = first.length < longestPrefix ? this.#joined() : first;
    const end = head.subarray(0, longestPrefix).indexOf(colon);
    if (end < 0 && this.#held >= longestPrefix) throw new Error("netstring without a length");
    if (end < 0) return undefined;
    return { start: end + 1, length: Number(head.toString("latin1", 0, end)) };
  }

  #joined(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0]!;
  }
}
