import { strict as assert } from "node:assert";
import { Link } from "../../web/link.js";
import type { Listener } from "../../web/transport/transport.js";

/** A line whose far end the test plays. */
class PlayedLine {
  listener!: Listener;

  readonly open = (listener: Listener) => {
    this.listener = listener;
    return { send: () => undefined, stop: () => undefined, close: () => undefined };
  };
}

describe("the page's link to a rig", () => {
  const told: string[] = [];
  const link = new Link({
    row: () => undefined,
    event: () => undefined,
    pushed: (line) => told.push(line),
    said: (line) => told.push(line),
    connected: (name) => told.push(`connected ${name}`),
    left: () => told.push("left"),
    disconnected: (why) => told.push(`disconnected ${why}`),
  });
  const [first, second] = [new PlayedLine(), new PlayedLine()];

  beforeEach(() => {
    told.length = 0;
  });

  it("hears the rig that was chosen", () => {
    link.use(first.open);
    first.listener.opened("one");
    first.listener.line("#x");
    assert.deepEqual(told, ["left", "connected one", "#x"]);
  });

  it("hears nothing more of a rig that was left, which closes later than it is told to", () => {
    link.use(second.open);
    second.listener.opened("two");
    first.listener.line("#late");
    first.listener.closed("");
    assert.deepEqual(told, ["left", "connected two"]);
  });

  it("gives a late reply of the rig that was left to nobody who asked the new one", async () => {
    const reply = link.ask("*IDN?");
    first.listener.line("the first");
    second.listener.line("the second");
    assert.equal(await reply, "the second");
  });
});
