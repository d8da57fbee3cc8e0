import assert from "node:assert/strict";
import { readBoardParameters } from "../../../../hal/esp32/board-parameters.js";
import { readPinMap } from "../../../../hal/esp32/pin-map.js";
import type { TextBox } from "../../../../host/docs/wiring/drawing.js";
import { wiringDrawing, wiringSvg } from "../../../../host/docs/wiring/wiring-svg.js";
import { configWith } from "../../../support/config-change.js";

const drawingWith = (changes: Readonly<Record<string, unknown>>) => {
  const config = configWith(changes);
  return wiringDrawing(readPinMap(config), readBoardParameters(config));
};
const textsOf = (changes: Readonly<Record<string, unknown>>) =>
  drawingWith(changes).texts.map(({ text }) => text);

const meet = (a: TextBox, b: TextBox) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe("the wiring diagram", () => {
  it("shows the pin of every line", () => {
    const texts = textsOf({}).join("\n");
    const { pins } = configWith({}) as { pins: unknown };
    const numbers = [...JSON.stringify(pins).matchAll(/:(\d+)/g)].map(([, pin]) => pin);
    assert.equal(numbers.length, 15);
    for (const pin of numbers) assert.match(texts, new RegExp(`\\bIO${pin}\\b`));
  });

  it("follows the pin map", () => {
    assert.ok(textsOf({}).includes("E-stop  IO14"));
    assert.ok(textsOf({ "pins.estop": 4 }).includes("E-stop  IO4"));
    assert.ok(textsOf({ "board.thermometer.address": 75 }).includes("frame, 0x4B"));
  });

  it("has no text on another, and none beyond the edge", () => {
    const { texts, width, height } = drawingWith({});
    assert.ok(texts.length > 100, `${texts.length} texts`);
    texts.forEach((one, i) => {
      const others = texts.slice(i + 1).filter((other) => meet(one, other));
      assert.deepEqual(
        others.map(({ text }) => `${one.text} | ${text}`),
        [],
      );
      assert.ok(one.left >= 0 && one.right <= width && one.bottom <= height, one.text);
    });
  });

  it("is one picture with a title and a description, and its texts are escaped", () => {
    const config = configWith({});
    const svg = wiringSvg(readPinMap(config), readBoardParameters(config));
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 1200 1710"/);
    assert.match(svg, /<title id="title">[^<]+<\/title>\n<desc id="description">[^<]+<\/desc>/);
    assert.equal(svg.match(/<svg/g)?.length, 1);
    assert.doesNotMatch(svg, /&(?!amp;|lt;|gt;)/);
  });
});
