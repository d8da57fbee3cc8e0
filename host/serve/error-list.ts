const capacity = 32;
const noError = '0,"No error"';
const overflow = '-350,"Queue overflow"';

/** The mistakes of one client, oldest first, each as the rig words them: `-113,"Undefined header;FOO"`. */
export class ErrorList {
  private readonly entries: string[] = [];

  get count(): number {
    return this.entries.length;
  }

  /** When full, the newest becomes -350 and further ones are lost (SCPI-99 volume 1, 21.8.1). */
  push(entry: string): void {
    if (this.entries.length < capacity) this.entries.push(entry);
    else this.entries[capacity - 1] = overflow;
  }

  next(): string {
    return this.entries.shift() ?? noError;
  }

  all(): string {
    const all = this.entries.splice(0).join(",");
    return all === "" ? noError : all;
  }

  clear(): void {
    this.entries.length = 0;
  }
}

/** The number of an entry. */
export function codeOf(entry: string): string {
  return entry.slice(0, entry.indexOf(","));
}
