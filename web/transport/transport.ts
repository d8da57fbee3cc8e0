/** What the page needs of a line to a rig, whichever way it goes. */
export interface Transport {
  /** One SCPI message without its end. */
  send(message: string): void;
  /** The byte `!`, ahead of everything. */
  stop(): void;
  close(): void;
}

/** What a transport tells. */
export interface Listener {
  /** A line from the rig, without its end. */
  line(line: string): void;
  opened(name: string): void;
  closed(why: string): void;
}

export type Open = (listener: Listener) => Transport;
