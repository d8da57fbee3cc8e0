import assert from "node:assert/strict";
import fc from "fast-check";
import { OrderKind, OrderQueue } from "../../src/order.js";

const kinds = Object.values(OrderKind);

describe("orders between two ticks", () => {
  it("come out in the order they were given", () => {
    const queue = new OrderQueue();
    queue.push(OrderKind.setPressure, 1, 2500);
    queue.push(OrderKind.setMode, 2, 2);
    assert.equal(queue.count, 2);
    const first = queue.take();
    assert.deepEqual(first, { kind: OrderKind.setPressure, side: 1, value: 2500 });
    assert.deepEqual(queue.take(), { kind: OrderKind.setMode, side: 2, value: 2 });
    assert.equal(queue.take(), undefined);
  });

  it("are refused when thirty-two are waiting, and none of those is lost", () => {
    const queue = new OrderQueue();
    for (let i = 0; i < 32; i += 1) assert.equal(queue.push(OrderKind.setPressure, 1, i), true);
    assert.equal(queue.push(OrderKind.abort, 0, 99), false);
    for (let i = 0; i < 32; i += 1) assert.equal(queue.take()?.value, i);
    assert.equal(queue.count, 0);
  });

  it("are forgotten by clear, and the queue takes new ones", () => {
    const queue = new OrderQueue();
    queue.push(OrderKind.setPressure, 1, 1);
    queue.clear();
    assert.equal(queue.take(), undefined);
    queue.push(OrderKind.reset, 0, 7);
    assert.equal(queue.take()?.value, 7);
  });

  it("behave as a bounded list, whatever comes and goes", () => {
    const action = fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom(...kinds), value: fc.nat() }) },
      { weight: 5, arbitrary: fc.constant("take" as const) },
      { weight: 1, arbitrary: fc.constant("clear" as const) },
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 200 }), (actions) => {
        const queue = new OrderQueue();
        let model: number[] = [];
        for (const act of actions) {
          if (act === "clear") {
            queue.clear();
            model = [];
          } else if (act === "take") {
            assert.equal(queue.take()?.value, model.shift());
          } else {
            const room = model.length < 32;
            assert.equal(queue.push(act.kind, 1, act.value), room);
            if (room) model.push(act.value);
          }
          assert.equal(queue.count, model.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
