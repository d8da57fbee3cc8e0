import assert from "node:assert/strict";
import { build } from "esbuild";
import { projectFile } from "../../../../host/project.js";

describe("commissioning", () => {
  it("is made of nothing that a browser lacks, with all that it imports", async () => {
    const parts = [
      "session",
      "steps/steps",
      "certificate-html",
      "simulated-bench",
      "builder-settings",
    ];
    const lines = parts.map((part) => `export * from "./${part}.js";`);
    const bundled = await build({
      stdin: { contents: lines.join("\n"), resolveDir: projectFile("host", "commissioning") },
      bundle: true,
      write: false,
      format: "esm",
      platform: "browser",
      logLevel: "silent",
    });
    const text = bundled.outputFiles[0]?.text ?? "";
    assert.match(text, /\bSession\b/u);
    assert.doesNotMatch(text, /\bBuffer\.|\bprocess\./u);
  });
});
