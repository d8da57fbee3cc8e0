/** Where a command speaks: results to `out`, progress and complaints to `error`. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** True when `error` is a screen on which a line may be drawn again. */
  readonly interactive: boolean;
  /** Width of that screen in characters. */
  readonly columns: number;
}

/** The terminal of this process. A reader that closes its end of the pipe early ends nothing. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  return {
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
    interactive: process.stderr.isTTY === true && process.env["TERM"] !== "dumb",
    get columns() {
      return process.stderr.columns ?? 80;
    },
  };
}
