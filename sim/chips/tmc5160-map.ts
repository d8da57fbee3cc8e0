// The register file of the TMC5160 as its data sheet has it (TMC5160/TMC5160A, Rev. 1.14, chapter 6): not what the driver
// thinks of it. What the emulation has no use for is kept and given back, no more.

/** Read, write, both; or readable with flags that a written 1 clears. */
export type Access = "R" | "W" | "RW" | "RWC";

/** One register: address, access, bits that mean something, reset value. */
export type RegisterRow = readonly [address: number, access: Access, bits: number, reset: number];

const all = 0xffffffff;

export const registerRows: readonly RegisterRow[] = [
  // 6.1 general configuration
  [0x00, "RW", 0x0003ffff, 0],
  [0x01, "RWC", 0x00000007, 0x1],
  [0x02, "R", 0x000000ff, 0],
  [0x03, "W", 0x00000fff, 0],
  [0x04, "R", 0xff0000ff, 0],
  [0x05, "W", all, 0],
  [0x09, "W", 0x00071f0f, 0],
  [0x0a, "W", 0x003f1f1f, 0],
  [0x0b, "W", 0x000001ff, 0],
  [0x0c, "R", 0x0000ffff, 0],
  // 6.2 velocity dependent features
  [0x10, "W", 0x000f1f1f, 0],
  [0x11, "W", 0x000000ff, 10],
  [0x12, "R", 0x000fffff, 0],
  [0x13, "W", 0x000fffff, 0],
  [0x14, "W", 0x000fffff, 0],
  [0x15, "W", 0x000fffff, 0],
  // 6.3.1 ramp generator
  [0x20, "RW", 0x00000003, 0],
  [0x21, "RW", all, 0],
  [0x22, "R", 0x00ffffff, 0],
  [0x23, "W", 0x0003ffff, 0],
  [0x24, "W", 0x0000ffff, 0],
  [0x25, "W", 0x000fffff, 0],
  [0x26, "W", 0x0000ffff, 0],
  [0x27, "W", 0x007fffff, 0],
  [0x28, "W", 0x0000ffff, 0],
  [0x2a, "W", 0x0000ffff, 0],
  [0x2b, "W", 0x0003ffff, 1],
  [0x2c, "W", 0x0000ffff, 0],
  [0x2d, "RW", all, 0],
  // 6.3.2 its switches and events
  [0x33, "W", 0x007fffff, 0],
  [0x34, "RW", 0x00000fff, 0],
  [0x35, "RWC", 0x000010cc, 0],
  [0x36, "R", all, 0],
  // 6.5 motor driver
  [0x6a, "R", 0x000003ff, 0],
  [0x6b, "R", 0x01ff01ff, 0],
  [0x6c, "RW", 0xfffddfff, 0x10410150],
  [0x6d, "W", 0x017fef6f, 0],
  [0x6e, "W", 0x00ff03ff, 0],
  [0x6f, "R", all, 0],
  [0x70, "W", 0xff3fffff, 0xc40c001e],
  [0x71, "R", 0x01ff00ff, 0],
  [0x72, "R", 0x00ff00ff, 0],
  [0x73, "R", 0x000fffff, 0],
];
