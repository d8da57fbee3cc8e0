/** Only the first few are told in words. */
const textsMax = 8;

/** What a driver did that the data sheet does not provide for: counted, and the first few in words. */
export class Violations {
  count = 0;
  readonly texts: string[] = [];

  add(text: string): void {
    this.count += 1;
    if (this.texts.length < textsMax) this.texts.push(text);
  }
}
