/** What a host may order; carried out at the next tick, in the order received. */
export const OrderKind = {
  /** Take a new set point; ramp to it if the side holds. */
  setPressure: 1,
  /** Bring a side into a mode (by its number, src/mode.ts). */
  setMode: 2,
  reset: 3,
  abort: 4,
  /** Find out what the rig is made of. */
  identify: 5,
  /** Run the programme that the host has sent. */
  programme: 6,
  haltProgramme: 7,
  /** Move a screw in free air to a place, um. */
  jog: 8,
  /** Unload and back off far enough for the cell to be exchanged. */
  park: 9,
  /** Back to the low reference switch. */
  home: 10,
  /** Move a screw by so much, um, and keep its position. */
  gap: 11,
  /** Another rate of a side's programmed spring, N/um. */
  springRate: 12,
} as const;
export type OrderKind = (typeof OrderKind)[keyof typeof OrderKind];

export interface Order {
  kind: OrderKind;
  /** 1 anode, 2 cathode, 0 the rig. */
  side: number;
  value: number;
}

const capacity = 32;

/** Orders between two ticks: a bounded ring of three numbers each, which is a tenth of the slots that 32 records take on XS. */
export class OrderQueue {
  private readonly ring = new Float64Array(3 * capacity);
  private readonly taken: Order = { kind: OrderKind.abort, side: 0, value: 0 };
  private head = 0;
  private used = 0;

  get count(): number {
    return this.used;
  }

  /** False when full: the host sent more orders in a tenth of a second than a rig can mean. */
  push(kind: OrderKind, side: number, value: number): boolean {
    if (this.used === capacity) return false;
    const at = 3 * ((this.head + this.used) % capacity);
    this.ring[at] = kind;
    this.ring[at + 1] = side;
    this.ring[at + 2] = value;
    this.used += 1;
    return true;
  }

  /** The oldest order, valid until the next `take`; undefined when there is none. */
  take(): Order | undefined {
    if (this.used === 0) return undefined;
    const at = 3 * this.head;
    this.taken.kind = this.ring[at] as OrderKind;
    this.taken.side = this.ring[at + 1] as number;
    this.taken.value = this.ring[at + 2] as number;
    this.head = (this.head + 1) % capacity;
    this.used -= 1;
    return this.taken;
  }

  clear(): void {
    this.used = 0;
  }
}
