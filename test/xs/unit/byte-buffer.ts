class ByteBuffer extends Uint8Array {
  override toString(encoding?: string): string {
    let text = "";
    for (const code of this)
      text += encoding === "hex" ? code.toString(16).padStart(2, "0") : String.fromCharCode(code);
    return text;
  }
}

/** Node's `Buffer` as far as the unit tests use it: text of one byte a character, there and back. */
export const byteBuffers = {
  from(data: string | ArrayLike<number>): Uint8Array {
    const bytes = new ByteBuffer(data.length);
    for (let i = 0; i < data.length; i += 1) {
      bytes[i] = typeof data === "string" ? data.charCodeAt(i) : (data[i] as number);
    }
    return bytes;
  },
};
