// The project file of Serial Studio against what version 4.0.3 (schema 3) reads of one, and against the rig's own rows.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { projectFile } from "../../../../host/project.js";
import { RigOnBench } from "../../../support/rig-on-bench.js";

interface Dataset {
  readonly title: string;
  readonly index: number;
  readonly units: string;
}
interface Project {
  readonly title: string;
  readonly schemaVersion: number;
  readonly nextUniqueId: number;
  readonly groups: readonly {
    readonly title: string;
    readonly widget: string;
    readonly uniqueId: number;
    readonly datasets: readonly (Dataset & { readonly uniqueId: number })[];
  }[];
  readonly actions: readonly {
    readonly title: string;
    readonly txData: string;
    readonly eol: string;
    readonly binary: boolean;
  }[];
  readonly sources: readonly {
    readonly busType: number;
    readonly decoderMethod: number;
    readonly frameDetection: number;
    readonly frameEnd: string;
    readonly frameParserCode: string;
  }[];
}

/** Serial Studio's own escapes in delimiters and transmitted text. */
const unescaped = (text: string) => text.replaceAll("\\n", "\n").replaceAll("\\r", "\r");

describe("the project file of Serial Studio", () => {
  const project: Project = JSON.parse(
    readFileSync(projectFile("docs", "clients", "isobar.ssproj"), "utf8"),
  );
  const action = (title: string) => {
    const found = project.actions.find((one) => one.title === title);
    assert.ok(found !== undefined && !found.binary, title);
    return unescaped(found.txData + found.eol);
  };
  const datasets = project.groups.flatMap((group) => group.datasets);

  it("has what a project of schema 3 needs, with identifiers of its own for each part", () => {
    assert.equal(project.schemaVersion, 3);
    assert.ok(project.title.length > 0 && project.groups.length > 0);
    for (const { title } of [...project.groups, ...datasets]) assert.ok(title.length > 0);
    const ids = [...project.groups, ...datasets].map(({ uniqueId }) => uniqueId);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.every((id) => id < project.nextUniqueId));
    const [source, ...others] = project.sources;
    assert.ok(source !== undefined && others.length === 0);
    // A network device, plain text, frames that end with a delimiter.
    assert.deepEqual([source.busType, source.decoderMethod, source.frameDetection], [1, 0, 0]);
    assert.equal(unescaped(source.frameEnd), "\n");
  });

  it("switches on rows that its parser splits into its datasets, off again, and stops the rig", () => {
    const bench = new RigOnBench();
    bench.holdBoth(2500, 200);
    bench.send(action("Rows on"));
    bench.tick(20);
    const rows = bench.hal.uart.take().trimEnd().split("\n");
    assert.ok(rows.length > 1, `${rows.length} rows`);
    assert.equal(bench.error(), '0,"No error"');
    const shows = (rows.at(-1) ?? "").split(",").map(Number);
    assert.deepEqual(datasets.map(({ index }) => index).toSorted(), [1, 2, 3, 4]);
    assert.equal(shows.length, datasets.length);
    const shown = (title: string) => {
      const dataset = datasets.find((one) => one.title === title);
      assert.equal(dataset?.units, "Pa", title);
      return shows[(dataset?.index ?? 0) - 1] ?? Number.NaN;
    };
    assert.ok(Math.abs(shown("Anode") - 2.5e6) < 25e3, `${shown("Anode")}`);
    assert.ok(Math.abs(shown("Cathode") - 0.2e6) < 2e3, `${shown("Cathode")}`);
    assert.deepEqual([shown("Anode set point"), shown("Cathode set point")], [2.5e6, 0.2e6]);
    bench.send(action("Rows off"));
    bench.tick(20);
    assert.equal(bench.hal.uart.take(), "");
    bench.send(action("STOP"));
    assert.equal(bench.rig.anode.mode, "gap");
  });

  it("splits a frame at commas", () => {
    assert.equal(
      project.sources[0]?.frameParserCode,
      "function parse(frame) {\n  return frame.split(',');\n}",
    );
  });
});
