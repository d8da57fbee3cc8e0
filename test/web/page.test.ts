import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { pageHtml } from "../../web/bundle/page-html.js";
import { axeFaults, firstPaintMs, numberIn, picture, shows } from "./looks.js";
import { type OpenPage, openPage } from "./open-page.js";

describe("operator's page", () => {
  it("is one file of at most 250 kB gzipped that asks for nothing else", async () => {
    const html = await pageHtml();
    assert.ok(gzipSync(html).length <= 250_000, `${gzipSync(html).length} bytes`);
    assert.doesNotMatch(html, /<(?:script|img|link)[^>]*(?:src|href)=/u);
  });

  describe("opened from a file, on the rig within", () => {
    let open: OpenPage;

    before(async () => {
      open = await openPage();
    });

    after(async () => {
      await open.context.close();
    });

    it("shows its first picture within a second, and a chart that moves", async () => {
      await shows(open, "anode-pressure", /\d/u);
      // The quickest of three: what else the computer does is not the page's affair.
      let paintMs = Number.POSITIVE_INFINITY;
      for (let i = 0; i < 3; i += 1) {
        if (i > 0) await open.page.reload();
        await shows(open, "anode-pressure", /\d/u);
        paintMs = Math.min(paintMs, await firstPaintMs(open));
      }
      assert.ok(paintMs > 0 && paintMs <= 1000, `first picture after ${paintMs} ms`);
      const before = await picture(open);
      assert.ok(before.length > 1000);
      await open.page.waitForFunction(
        (old) =>
          document.querySelector<HTMLCanvasElement>("#chart-anode canvas")?.toDataURL() !== old,
        before,
      );
    });

    it("has no accessibility fault that axe calls serious, in light and in dark", async () => {
      for (const colorScheme of ["light", "dark"] as const) {
        await open.page.emulateMedia({ colorScheme });
        assert.deepEqual(await axeFaults(open), [], colorScheme);
      }
      await open.page.emulateMedia({ colorScheme: "light" });
    });

    it("runs nothing before both load cells have readings, and says so", async () => {
      await open.page.addInitScript(() => {
        const seen: [words: string, disabled: boolean][] = [];
        Object.assign(globalThis, { seen });
        new MutationObserver(() => {
          const words = document.getElementById("programme-waits")?.textContent ?? undefined;
          const run = document.querySelector<HTMLButtonElement>("#programme-run");
          if (words === undefined || run === null || seen.at(-1)?.[0] === words) return;
          seen.push([words, run.disabled]);
        }).observe(document, { subtree: true, childList: true, attributes: true });
      });
      await open.page.reload();
      await open.page.waitForSelector("#programme-run:enabled");
      assert.deepEqual(await open.page.evaluate("seen"), [
        ["Run waits for a rig to be connected", true],
        ["Run waits for the first readings of both load cells", true],
        ["", false],
      ]);
    });

    it("names what is wrong with a programme, and does not start it", async () => {
      const editor = open.page.locator("#programme-text");
      await editor.fill('{"name":"x","steps":[{"hold":{"anode":"2.5 parsec"}}]}');
      await shows(open, "programme-problems", /steps\[0\]\.hold\.anode.*parsec/u);
      await editor.fill('{"name":');
      await shows(open, "programme-problems", /JSON/u);
      await open.page.click("#programme-run");
      await shows(open, "anode-state", /^OFF$/u);
    });

    it("says before a run how long it takes and how far the screws go", async () => {
      await open.page.locator("#programme-name").dispatchEvent("change");
      await open.page.click("#programme-dry");
      // 32.5 h of holding, and some minutes to touch, load and unload.
      await shows(open, "programme-note", /came to its end: about 32\.[5-9] h, travel \d+ µm/u);
    });

    it("records, and runs a programme to where it holds", async () => {
      await open.page.click("#record");
      await open.page.selectOption("#speed", "1000");
      await open.page.click("#programme-run");
      await shows(open, "anode-state", /^HOLD$/u);
      await shows(open, "cathode-state", /^HOLD$/u);
      await open.page.waitForFunction(
        () => Number(document.getElementById("anode-pressure")?.textContent) > 2475,
      );
      // Within 1 % of the programme's 2.5 MPa and 0.2 MPa, as the band on the chart.
      assert.ok(Math.abs((await numberIn(open, "anode-pressure")) - 2500) <= 25);
      assert.ok(Math.abs((await numberIn(open, "cathode-pressure")) - 200) <= 2);
    });

    it("stops by the keyboard within two ticks, and says so from the rig's own rows", async () => {
      await open.page.selectOption("#speed", "1");
      // Rows come in each tick again once the order to do so has arrived.
      await shows(open, "row-every", /every 0\.1 s/u);
      await open.page.keyboard.press("Escape");
      await shows(open, "stop-note", /^STOP obeyed at/u);
      const afterS = await open.page.getAttribute("#stop-note", "data-obeyed-after-s");
      assert.ok(Number(afterS) <= 0.2, `${afterS} s`);
      await shows(open, "anode-state", /^KEEP POSITION$/u);
      await shows(open, "cathode-state", /^KEEP POSITION$/u);
      await shows(open, "events", /programmeStopped/u);
    });

    it("shows a fault with what is still true, and clears it once it is over", async () => {
      await open.page.selectOption("#speed", "10");
      await open.page.click("#inject");
      await shows(open, "anode-state", /^FAULT$/u);
      await shows(open, "fault-list", /estop \(.*Still true: Pressures are measured/u);
      // The button of the simulated rig is pressed for two seconds of its own.
      await open.page.waitForTimeout(400);
      await open.page.click("#clear");
      await shows(open, "anode-state", /^(?:KEEP POSITION|OFF)$/u);
      await shows(open, "fault-none", /No faults/u);
    });

    it("answers in its console, and shows the error queue behind a mistake", async () => {
      const type = async (line: string) => {
        await open.page.fill("#console-input", line);
        await open.page.press("#console-input", "Enter");
      };
      await type("*IDN?");
      await shows(open, "console-log", /< .*Isobar.*SIM-1/iu);
      await type("NONSENSE");
      await shows(open, "console-log", /-113,"Undefined header/u);
    });

    it("reads the settings of the rig and refuses one out of its range", async () => {
      await open.page.click("#settings-read");
      await shows(open, "settings-note", /^(\d+) of \1 read/u);
      const field = open.page.getByLabel("die.diameter");
      await field.fill("900 mm");
      await field.press("Tab");
      await shows(open, "settings-note", /^-222,.*die\.diameter/u);
    });

    it("pans and zooms the record by the keyboard", async () => {
      await open.page.selectOption("#window", "60");
      await open.page.focus("#charts");
      await open.page.keyboard.press("+");
      await open.page.keyboard.press("ArrowLeft");
      assert.equal(await open.page.inputValue("#window"), "");
      const label = () => open.page.textContent("#chart-anode .u-legend .u-value");
      // The pan is drawn with the next picture; what goes on moving never shows the same twice.
      let before = await label();
      for (let i = 0, same = 0; i < 20 && same < 2; i += 1) {
        await open.page.waitForTimeout(200);
        const now = await label();
        same = now === before ? same + 1 : 0;
        before = now;
      }
      await open.page.waitForTimeout(300);
      assert.equal(await label(), before, "a chosen stretch stands");
      await open.page.keyboard.press("End");
      await open.page.waitForFunction(
        (old) => document.querySelector("#chart-anode .u-legend .u-value")?.textContent !== old,
        before,
      );
    });

    it("saves each figure as SVG and PNG, in the colours of print", async () => {
      const saved = async (name: string) => {
        const download = open.page.waitForEvent("download");
        await open.page.getByRole("button", { name }).click();
        return readFileSync(await (await download).path());
      };
      for (const title of ["Anode pressure", "Cathode pressure", "Screws and cell voltage"]) {
        const svg = (await saved(`Save ${title} as SVG`)).toString();
        assert.match(svg, new RegExp(`^<svg xmlns.*<title>${title}</title>`, "su"));
        assert.match(svg, /<path d="M[^"]+L[^"]+" fill="none" stroke="#(?:0068a8|c24a00)"/u);
        const png = await saved(`Save ${title} as PNG`);
        assert.equal(png.toString("latin1", 1, 4), "PNG");
        // Width of the drawing, 760, at three times its size.
        assert.equal(png.readUInt32BE(16), 2280);
      }
    });

    it("ends the recording when the page is opened anew, and goes on with that of the new rig", async () => {
      await shows(open, "record-note", /Recording cell-.*: \d{2,} lines/u);
      assert.equal(await open.page.getAttribute("#record-gaps", "data-lost"), "0");
      await open.page.reload();
      await shows(
        open,
        "recordings",
        /^cell-.*, \d{2,} lines0 records lost in 0 gaps.*Ended by itself: another simulated rig/u,
      );
      await shows(open, "record-note", /Recording cell-.*: \d{2,} lines/u);
      await open.page.click("#record");
      await shows(open, "recordings", /(?:^|Delete)cell-.*Delete.*cell-.*Delete$/u);
      const logs: string[] = [];
      for (const at of [0, 1]) {
        const saved = open.page.waitForEvent("download");
        await open.page.getByRole("button", { name: "Save raw log" }).nth(at).click();
        logs.push(readFileSync(await (await saved).path(), "utf8"));
      }
      const [first = "", second = ""] = logs;
      assert.match(first, /^;link [^\n]*\n[#$]/u);
      assert.ok(first.split("\n$D,").length > 20);
      assert.match(first, /\n;ended \d+\.\d+ another simulated rig has begun[^\n]*\n$/u);
      assert.match(second, /^;continues cell-[^\n]*\n;link /u);
      assert.match(second, /\n#H,/u);
      await open.page.locator("#ghost").selectOption({ index: 1 });
      await shows(open, "ghost-note", /^cell-.*: \d{2,} rows, laid/u);
      await shows(open, "chart-anode", /Earlier run/u);
      for (const name of ["Delete", "Delete"])
        await open.page.getByRole("button", { name }).first().click();
      await shows(open, "recordings-none", /No recordings/u);
    });

    it("stays within a telephone's width", async () => {
      await open.page.setViewportSize({ width: 360, height: 740 });
      // The charts are laid out anew in one of the next frames.
      await open.page.waitForFunction(() => document.documentElement.scrollWidth <= 360);
      assert.deepEqual(await axeFaults(open), []);
      const right = (of: string) =>
        open.page.evaluate(
          (q) => document.querySelector(q)?.getBoundingClientRect().right ?? 0,
          of,
        );
      // Half of the last label of the time axis, and no room for an axis that is not there.
      await open.page.waitForFunction(() => {
        const [plot, all] = ["#chart-anode .u-over", "#charts"].map((q) =>
          document.querySelector(q)?.getBoundingClientRect(),
        );
        return plot !== undefined && all !== undefined && all.right - plot.right <= 30;
      });
      assert.ok((await right("#charts")) <= 360);
    });

    it("ran without an error of its script", () => {
      assert.deepEqual(open.errors, []);
    });
  });
});
