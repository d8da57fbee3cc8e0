// In a command-line build this is the module `timer`: there is no event loop, so time goes by as fast as it can.

/** XS: the function of this name in isobar-cli.c. */
declare function native(name: string): (index: number) => string | undefined;

const defaultS = 60;

class Words {
  at(index: number): string | undefined {
    return native("isobar_cli_word").call(this, index);
  }
}

/** What is used of the SDK's `Timer`, and what its typings name. */
export default class Timer {
  /** Calls back at once as often as it would in the seconds that the first word of the command line says. */
  static repeat(callback: () => void, intervalMs: number): void {
    const s = Number(new Words().at(0) ?? defaultS);
    for (let atMs = intervalMs; atMs <= s * 1000; atMs += intervalMs) callback();
  }

  /** A single call needs no waiting. */
  static set(callback: () => void): void {
    callback();
  }

  static clear(): void {}
}
