import { csvOf } from "../data/raw-log.js";
import type { Recording, Recordings } from "../data/recordings.js";
import { button, element, made, saveFile, setText } from "./dom.js";
import { text } from "./strings.js";

/** The recordings of the browser's store, to be saved or deleted. */
export class RecordingsList {
  private readonly listed: (store: Recordings, all: readonly Recording[]) => void;
  private readonly failed: (error: unknown) => void;

  constructor(
    listed: (store: Recordings, all: readonly Recording[]) => void,
    failed: (error: unknown) => void,
  ) {
    this.listed = listed;
    this.failed = failed;
  }

  async show(store: Recordings): Promise<readonly Recording[]> {
    const all = await store.all();
    this.listed(store, all);
    element("recordings").replaceChildren(...all.map((one) => this.item(store, one)));
    setText(element("recordings-none"), all.length === 0 ? text("noRecordings") : "");
    return all;
  }

  private item(store: Recordings, one: Recording): HTMLElement {
    const { id, name, lines, lost, gaps, damaged, ended } = one;
    const item = made("li");
    const row = made("p", text("recordingRow", { name, lines }));
    row.append(made("br"), made("small", text("lost", { lost, gaps, damaged })));
    if (ended !== undefined)
      row.append(made("br"), made("small", text("recordingEnded", { why: ended })));
    const save = async (file: string, of: (log: string) => string) => {
      saveFile(file, of(await store.text(id)), "text/plain");
    };
    const remove = async () => {
      await store.remove(id);
      await this.show(store);
    };
    const guarded = (act: () => Promise<void>) => () => {
      act().catch(this.failed);
    };
    item.append(
      row,
      button(
        text("download"),
        guarded(() => save(`${name}.raw.log`, (log) => log)),
      ),
      button(
        text("downloadCsv"),
        guarded(() => save(`${name}.csv`, csvOf)),
      ),
      button(text("remove"), guarded(remove)),
    );
    return item;
  }
}
