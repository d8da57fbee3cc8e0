/** Bits of the standard event status register (IEEE 488.2, 11.5.1). */
export const eventBits = {
  operationComplete: {
    bit: 1,
    meaning: "Operation complete: what was pending at `*OPC` has ended",
  },
  queryError: { bit: 4, meaning: "Query error (-4xx)" },
  deviceError: { bit: 8, meaning: "Device-dependent error (-3xx)" },
  executionError: { bit: 16, meaning: "Execution error (-2xx)" },
  commandError: { bit: 32, meaning: "Command error (-1xx)" },
  powerOn: { bit: 128, meaning: "Power on: the firmware has started since this was last read" },
} as const;

/** Bits of the status byte (IEEE 488.2, 11.2; SCPI-99 volume 1, 9.1). */
export const statusByteBits = {
  errorQueue: { bit: 4, meaning: "The error queue is not empty" },
  questionable: { bit: 8, meaning: "Summary of `STATus:QUEStionable`" },
  messageAvailable: { bit: 16, meaning: "The message has an answer already" },
  eventStatus: { bit: 32, meaning: "Summary of the standard event register, by `*ESE`" },
  masterSummary: { bit: 64, meaning: "Any of the others that `*SRE` has enabled" },
  operation: { bit: 128, meaning: "Summary of `STATus:OPERation`" },
} as const;

/** Where a group's five registers begin among the words. */
export const StatusGroup = { operation: 3, questionable: 8 } as const;
export type StatusGroup = (typeof StatusGroup)[keyof typeof StatusGroup];

/** A register of a group, as its distance from the beginning. */
export const GroupRegister = {
  condition: 0,
  event: 1,
  enable: 2,
  positive: 3,
  negative: 4,
} as const;
export type GroupRegister = (typeof GroupRegister)[keyof typeof GroupRegister];

const event = 0;
const eventEnable = 1;
const serviceEnable = 2;
const wordCount = 13;
/** The sixteenth bit of a SCPI register is always 0, so that no reader takes it for a sign. */
const registerMask = 0x7fff;

/**
 * The status registers of IEEE 488.2 and SCPI-99 (volume 1, chapter 9), in one array of words: an object each would cost a
 * small machine dearly. Conditions are told by `watch`; events stay until they are read.
 */
export class StatusRegisters {
  /** `*PSC`: the enables are 0 after power-on. */
  clearsAtPowerOn = true;
  private readonly words = new Uint16Array(wordCount);

  constructor() {
    this.words[event] = eventBits.powerOn.bit;
    this.preset();
  }

  /** Sets bits of the standard event register. */
  raise(bits: number): void {
    (this.words[event] as number) |= bits;
  }

  /** `*ESR?`: reading clears it. */
  takeEvent(): number {
    const bits = this.words[event] as number;
    this.words[event] = 0;
    return bits;
  }

  get eventEnable(): number {
    return this.words[eventEnable] as number;
  }

  set eventEnable(bits: number) {
    this.words[eventEnable] = bits & 255;
  }

  /** Bit 6 is the summary itself and is never kept (IEEE 488.2, 11.3.2.3). */
  get serviceEnable(): number {
    return this.words[serviceEnable] as number;
  }

  set serviceEnable(bits: number) {
    this.words[serviceEnable] = bits & ~statusByteBits.masterSummary.bit & 255;
  }

  get(group: StatusGroup, register: GroupRegister): number {
    return this.words[group + register] as number;
  }

  set(group: StatusGroup, register: GroupRegister, bits: number): void {
    this.words[group + register] = bits & registerMask;
  }

  /** Reading an event register clears it. */
  takeGroupEvent(group: StatusGroup): number {
    const at = group + GroupRegister.event;
    const bits = this.words[at] as number;
    this.words[at] = 0;
    return bits;
  }

  /** New conditions of a group: changes that its filters let through become events. */
  watch(group: StatusGroup, conditions: number): void {
    const { words } = this;
    const before = words[group] as number;
    if (before === conditions) return;
    const rises = conditions & ~before & (words[group + GroupRegister.positive] as number);
    const falls = before & ~conditions & (words[group + GroupRegister.negative] as number);
    words[group] = conditions & registerMask;
    (words[group + GroupRegister.event] as number) |= rises | falls;
  }

  /** `STATus:PRESet`: all rises become events, no fall does, nothing is summed up (SCPI-99 volume 2, 20.7). */
  preset(): void {
    this.presetGroup(StatusGroup.operation);
    this.presetGroup(StatusGroup.questionable);
  }

  /** `*CLS`: all events are forgotten; enables, filters and conditions stay. */
  clear(): void {
    const { words } = this;
    words[event] = 0;
    words[StatusGroup.operation + GroupRegister.event] = 0;
    words[StatusGroup.questionable + GroupRegister.event] = 0;
  }

  /** The status byte, with what is outside of the registers told. */
  statusByte(errorsWait: boolean, answerWaits: boolean): number {
    const { words } = this;
    let bits = errorsWait ? statusByteBits.errorQueue.bit : 0;
    if (answerWaits) bits |= statusByteBits.messageAvailable.bit;
    if (((words[event] as number) & (words[eventEnable] as number)) !== 0)
      bits |= statusByteBits.eventStatus.bit;
    if (this.summary(StatusGroup.questionable)) bits |= statusByteBits.questionable.bit;
    if (this.summary(StatusGroup.operation)) bits |= statusByteBits.operation.bit;
    return (bits & (words[serviceEnable] as number)) === 0
      ? bits
      : bits | statusByteBits.masterSummary.bit;
  }

  private summary(group: StatusGroup): boolean {
    const { words } = this;
    const events = words[group + GroupRegister.event] as number;
    return (events & (words[group + GroupRegister.enable] as number)) !== 0;
  }

  private presetGroup(group: StatusGroup): void {
    this.words[group + GroupRegister.enable] = 0;
    this.words[group + GroupRegister.positive] = registerMask;
    this.words[group + GroupRegister.negative] = 0;
  }
}
