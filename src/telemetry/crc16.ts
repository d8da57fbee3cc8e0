// CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF, no reflection, no final XOR; "123456789" gives 0x29B1.

/** The CRC register after a byte of zeros. */
function afterByte(start: number): number {
  let crc = start;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000) !== 0 ? (crc << 1) ^ 0x1021 : crc << 1;
  return crc & 0xffff;
}

/** What the high byte of the register becomes within one to four bytes. Built once; read-only ever after. */
export const afterOneByte: readonly number[] = Array.from({ length: 256 }, (_, high) =>
  afterByte(high << 8),
);
export const afterTwoBytes: readonly number[] = afterOneByte.map((crc) => afterByte(crc));
export const afterThreeBytes: readonly number[] = afterTwoBytes.map((crc) => afterByte(crc));
const afterFourBytes: readonly number[] = afterThreeBytes.map((crc) => afterByte(crc));

/** CRC of `bytes[start, end)`, four bytes a step: a byte at a time costs XS twice as much. */
export function crc16(bytes: Uint8Array, start: number, end: number): number {
  const one = afterOneByte;
  const two = afterTwoBytes;
  const three = afterThreeBytes;
  const four = afterFourBytes;
  let crc = 0xffff;
  let i = start;
  let x = 0;
  const steps = end - 3;
  while (i < steps) {
    x = crc ^ (((bytes[i] as number) << 8) | (bytes[i + 1] as number));
    crc =
      (four[x >> 8] as number) ^
      (three[x & 255] as number) ^
      (two[bytes[i + 2] as number] as number) ^
      (one[bytes[i + 3] as number] as number);
    i += 4;
  }
  while (i < end) {
    crc = ((crc << 8) & 0xffff) ^ (one[(crc >> 8) ^ (bytes[i] as number)] as number);
    i += 1;
  }
  return crc;
}
