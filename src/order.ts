/** What a host may order; carried out at the next tick, in the order received. */
export const OrderKind = {
  /** Take a new set point; ramp to it if the side holds. */
  setPressure: 1,
  /** Bring a side into a mode (0 off, 1 gap, 2 hold). */
  setMode: 2,
  reset: 3,
  abort: 4,
  /** Find out what the rig is made of. */
  identify: 5,
} as const;
export type OrderKind = (typeof OrderKind)[keyof typeof OrderKind];

export interface Order {
  kind: OrderKind;
  /** 1 anode, 2 cathode, 0 the rig. */
  side: number;
  value: number;
}

const capacity = 32;

/** Orders between two ticks: a bounded ring of records made once. */
export class OrderQueue {
  private readonly ring: Order[] = [];
  private head = 0;
  private used = 0;

  constructor() {
    for (let i = 0; i < capacity; i += 1)
      this.ring.push({ kind: OrderKind.abort, side: 0, value: 0 });
  }

  get count(): number {
    return this.used;
  }

  /** False when full: the host sent more orders in a tenth of a second than a rig can mean. */
  push(kind: OrderKind, side: number, value: number): boolean {
    if (this.used === capacity) return false;
    const order = this.ring[(this.head + this.used) % capacity] as Order;
    order.kind = kind;
    order.side = side;
    order.value = value;
    this.used += 1;
    return true;
  }

  /** The oldest order, valid until the next `push`; undefined when there is none. */
  take(): Order | undefined {
    if (this.used === 0) return undefined;
    const order = this.ring[this.head];
    this.head = (this.head + 1) % capacity;
    this.used -= 1;
    return order;
  }

  clear(): void {
    this.used = 0;
  }
}
