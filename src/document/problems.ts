/** Everything that is wrong with one document: each entry names its place and what would be right. */
export class Problems {
  readonly list: string[] = [];
  readonly limit: number;
  /** How many more there were than the list holds. */
  dropped = 0;

  constructor(limit = 50) {
    this.limit = limit;
  }

  add(path: string, message: string): void {
    if (this.list.length < this.limit)
      this.list.push(path === "" ? message : `${path}: ${message}`);
    else this.dropped += 1;
  }

  get none(): boolean {
    return this.list.length === 0;
  }

  /** One line each. */
  get text(): string {
    return this.list.join("\n") + (this.dropped > 0 ? `\nand ${this.dropped} more` : "");
  }
}

/** A document that cannot be used; `problems` says why, place by place. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";
  readonly problems: Problems;

  constructor(problems: Problems) {
    super(problems.text);
    this.problems = problems;
  }
}
