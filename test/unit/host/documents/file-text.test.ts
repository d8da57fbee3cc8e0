import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFileText } from "../../../../host/documents/file-text.js";
import { DocumentError } from "../../../../src/document/problems.js";

describe("readFileText", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "isobar-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const file = (name: string, bytes: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const refusal = (path: string, limit = 1000) => {
    try {
      readFileText(path, limit);
    } catch (error) {
      assert.ok(error instanceof DocumentError);
      assert.ok(error.message.startsWith(path), error.message);
      return error.message.slice(path.length);
    }
    return assert.fail("nothing was refused");
  };

  it("gives the text and takes a byte order mark away", () => {
    const path = file("good.json", "\ufeff{}");
    assert.equal(readFileText(path, 1000), "{}");
  });

  it("says of a file that is not there that it is not", () => {
    assert.match(refusal(join(folder, "none.json")), /there is no such file/);
  });

  it("says of a path below a file that there is no such file", () => {
    assert.match(refusal(join(file("flat", "x"), "inner.json")), /not a directory/);
  });

  it("refuses a directory", () => {
    assert.match(refusal(folder), /is a directory, not a file/);
  });

  it("refuses an empty file, and one of blanks", () => {
    assert.match(refusal(file("empty.json", "")), /is empty/);
    assert.match(refusal(file("blank.json", " \n\t\n")), /is empty/);
  });

  it("refuses bytes that are no UTF-8", () => {
    const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0xd8);
    assert.match(refusal(file("picture.json", picture)), /not a text file/);
  });

  it("refuses zero bytes", () => {
    assert.match(refusal(file("zero.json", "{}\0")), /byte 2 is zero/);
  });

  it("refuses a file above the limit without reading all of it", () => {
    assert.match(refusal(file("large.json", "x".repeat(1001))), /too large; at most 1000 bytes/);
    assert.match(refusal("/dev/zero"), /too large/);
  });

  it("refuses symbolic links that lead in a circle", () => {
    const path = join(folder, "circle");
    symlinkSync(path, path);
    assert.match(refusal(path), /in a circle/);
  });

  it("refuses a name that no file can have", () => {
    assert.throws(() => readFileText("a\0b", 10), DocumentError);
    assert.throws(() => readFileText("x".repeat(300), 10), /has too long a name/);
  });
});
