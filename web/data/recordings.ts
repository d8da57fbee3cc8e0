import type { Stretch } from "../../host/rig-data/sequencer.js";

/** A recording in the browser's own store. */
export interface Recording {
  readonly id: number;
  readonly name: string;
  readonly startedMs: number;
  lines: number;
  lost: number;
  gaps: number;
  damaged: number;
  /** Who the rig was: `*IDN?`. */
  rig?: string;
  /** Where it goes on: the rig's boot count, and the number that is due. */
  boot?: number;
  next?: number;
  /** What is in the log ahead of that number, while some is still missing: first number and count of each stretch. */
  ahead?: Stretch[];
  /** Why it ended, when nobody ended it. */
  ended?: string;
}

interface Chunk {
  readonly recording: number;
  readonly text: string;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the store refused"));
  });
}

function written(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("the store refused"));
  });
}

/** Recordings in IndexedDB: lines as they came, in chunks that survive the page. */
export class Recordings {
  private readonly database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.database = database;
  }

  static async open(): Promise<Recordings> {
    const request = indexedDB.open("isobar", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("recordings", { keyPath: "id" });
      const chunks = request.result.createObjectStore("chunks", { autoIncrement: true });
      chunks.createIndex("recording", "recording");
    };
    return new Recordings(await done(request));
  }

  all(): Promise<Recording[]> {
    return done(this.database.transaction("recordings").objectStore("recordings").getAll());
  }

  /** Adds lines and what is known of the recording by then, both or neither. */
  append(recording: Recording, text: string): Promise<void> {
    const transaction = this.database.transaction(["recordings", "chunks"], "readwrite");
    transaction.objectStore("recordings").put(recording);
    const chunk: Chunk = { recording: recording.id, text };
    if (text !== "") transaction.objectStore("chunks").add(chunk);
    return written(transaction);
  }

  /** Its chunks one after the other: a recording of weeks is not held in memory as a whole. */
  async eachChunk(id: number, read: (text: string) => void): Promise<void> {
    const chunks = () => this.database.transaction("chunks").objectStore("chunks");
    const keys = await done(chunks().index("recording").getAllKeys(id));
    for (const key of keys) {
      const chunk: Chunk = await done(chunks().get(key));
      read(chunk.text);
    }
  }

  async text(id: number): Promise<string> {
    const index = this.database.transaction("chunks").objectStore("chunks").index("recording");
    const chunks: Chunk[] = await done(index.getAll(id));
    return chunks.map((chunk) => chunk.text).join("");
  }

  async remove(id: number): Promise<void> {
    const transaction = this.database.transaction(["recordings", "chunks"], "readwrite");
    transaction.objectStore("recordings").delete(id);
    const chunks = transaction.objectStore("chunks");
    for (const key of await done(chunks.index("recording").getAllKeys(id))) chunks.delete(key);
    return written(transaction);
  }
}
