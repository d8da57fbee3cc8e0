import assert from "node:assert/strict";
import { shownNames } from "../../web/data/columns.js";
import { Ghost } from "../../web/data/ghost.js";
import { checksum } from "../../web/data/pushed-line.js";
import { RowStore } from "../../web/data/row-store.js";
import { RunStart } from "../../web/data/run-start.js";

const sealed = (body: string) => `${body}*${checksum(body, body.length)}`;
/** Bit 11: a programme runs. */
const programme = 0x800;

/** An earlier run: 100 s of nothing, then a programme in which the anode rises by 1 kPa/s. */
function recorded(): string {
  const lines = [sealed("#H,2,isobar,1,0,0,seq/1,t/ms,aPressure/Pa,cPressure/Pa,flags/1")];
  for (let s = 0; s < 200; s += 1) {
    const kPa = Math.max(0, s - 100);
    const flags = s >= 100 ? programme : 0;
    // Columns are in thousandths of a kPa.
    lines.push(sealed(`$D,${s},${s * 1000},${kPa * 1000},7000,${flags}`));
  }
  return lines.join("\n");
}

describe("an earlier run under the present one", () => {
  const ghost = new Ghost("earlier");
  ghost.read(recorded());
  ghost.end();

  it("begins where the present programme began", () => {
    const store = new RowStore(shownNames.length);
    const start = new RunStart();
    // This programme begins at 500 s, 400 s later than the other did.
    for (let s = 0; s < 600; s += 1) {
      store.add(
        s,
        shownNames.map(() => 0),
      );
      start.see(s, s >= 500 ? programme : 0);
    }
    const view = store.view(500, 599, 1000);
    const [anode = [], cathode = []] = ghost.along(view, start.atS);
    // 30 s in, the earlier run was at 30 kPa.
    const at = view.timesS.indexOf(530);
    assert.equal(anode[at], 30);
    assert.equal(cathode[at], 7);
  });

  it("has nothing to show beyond its ends, and lies on the straight line between its rows", () => {
    const view = { timesS: [99.5, 150.25, 250], columns: [] };
    // Laid without a shift: the other programme began at 100 s.
    assert.deepEqual(ghost.along(view, 100)[0], [0, 50.25, null]);
  });

  it("is laid by its first row when no programme ran in it", () => {
    const start = new RunStart();
    for (const s of [40, 41, 42]) start.see(s, 0);
    assert.equal(start.atS, 40);
  });
});
