// Registers of the TMC5160 that the driver uses. Sections are those of the data sheet TMC5160/TMC5160A, Rev. 1.14.

/** Register addresses (6.1 to 6.5). */
export const Register = {
  /** Global configuration, RW (6.1). */
  gconf: 0x00,
  /** Global status; a written 1 clears its flag, R+WC (6.1). */
  gstat: 0x01,
  /** Levels of the input pins and version, R (6.1). */
  ioin: 0x04,
  /** Scale of all coil currents, 32 to 255 of 256, 0 for all, W (6.1). */
  globalScaler: 0x0b,
  /** Coil currents at rest and in motion, W (6.2). */
  iholdIrun: 0x10,
  /** From standstill to the smaller current, in 2^18 clocks, W (6.2). */
  tpowerdown: 0x11,
  /** Stop on stall works while TSTEP is at most this, in clocks, W (6.2). */
  tcoolthrs: 0x14,
  /** Above this speed another chopper mode, and no stall detection while changing; W (6.2). */
  tHigh: 0x15,
  /** Positioning, velocity or hold, RW (6.3.1). */
  rampMode: 0x20,
  /** Position, microsteps, RW (6.3.1). */
  xActual: 0x21,
  /** Speeds in microsteps in 2^24 clocks, accelerations in microsteps in 2^41 clocks squared (12.1), all W (6.3.1). */
  vStart: 0x23,
  a1: 0x24,
  v1: 0x25,
  aMax: 0x26,
  vMax: 0x27,
  dMax: 0x28,
  d1: 0x2a,
  vStop: 0x2b,
  /** Wait after standstill, in 512 clocks, W (6.3.1). */
  tZeroWait: 0x2c,
  /** Target of positioning, microsteps, RW (6.3.1). */
  xTarget: 0x2d,
  /** Above this speed DcStep, in which the load may slow the motor down, W (6.3.2). */
  vDcMin: 0x33,
  /** Reference switches and stop on stall, RW (6.3.2.1). */
  swMode: 0x34,
  /** State of the ramp; a written 1 clears an event, R+WC (6.3.2.2). */
  rampStat: 0x35,
  /** Chopper, RW (6.5.2). */
  chopconf: 0x6c,
  /** StallGuard2 and CoolStep, W (6.5.3). */
  coolconf: 0x6d,
  /** StallGuard2 result and driver errors, R (6.5.5). */
  drvStatus: 0x6f,
  /** StealthChop, W (6.5.4). */
  pwmconf: 0x70,
} as const;

/** Bit 39 of a datagram: this is a write (4.1.1). */
export const writeAccess = 0x80;

/** SPI_STATUS, which comes with every datagram (4.1.2). */
export const SpiStatus = {
  reset: 0x01,
  velocityReached: 0x10,
  positionReached: 0x20,
  stopLeft: 0x40,
  stopRight: 0x80,
} as const;

/** Flags of GSTAT (6.1). */
export const Gstat = {
  reset: 0x1,
  /**
   * With drv_err, bridge off for overtemperature or a short, and uv_cp, bridge off because the charge pump, which hangs on
   * the motor supply, was too low.
   */
  all: 0x7,
} as const;

/** Fields of RAMP_STAT (6.3.2.2). */
export const RampStat = {
  eventStopLeft: 0x0010,
  eventStopRight: 0x0020,
  eventStopStall: 0x0040,
  standing: 0x0400,
  /** Bits 13 to 0 mean something. */
  all: 0x3fff,
} as const;

/** Flags of DRV_STATUS (6.5.5). */
export const DrvStatus = {
  /** SG_RESULT, bits 9 to 0. */
  stallGuardResult: 0x3ff,
  /** Shorts to supply and to ground, phases A and B: the bridge stays off until TOFF or ENN switch it off, too. */
  shorts: 0x18003000,
  /** The bridge is off until it has cooled down. */
  overtemperature: 0x02000000,
  /** No current in phase A or B; true in slow motion only. */
  openLoads: 0x60000000,
} as const;

/** Fields of IOIN (6.1). */
export const Ioin = {
  /** DRV_ENN as the chip sees it: 1 keeps the bridge off. */
  disabled: 0x00000010,
  /** SD_MODE: 1 takes steps from outside instead of the ramp generator. */
  stepInput: 0x00000040,
  /** Bits 31 to 24, as a mask of a signed number. */
  version: -0x01000000,
  /** 0x30, the TMC5160, in bits 31 to 24. */
  tmc5160: 0x30000000,
} as const;

/** What is written once, and again after a reset. Zero is what the register should have, not what was forgotten. */
export const Setting = {
  /** SpreadCycle, without which there is no StallGuard2 (13, 6.5.5); direction not inverted (6.1). */
  gconf: 0x00000000,
  /** 10 x 2^18 clocks, the reset value: 0.2 s (6.2). */
  tpowerdown: 10,
  /** Never (6.2). */
  tHigh: 0,
  /** Positioning (6.3.1). */
  rampMode: 0,
  /** No jump of speed at the start, without which VMAX = 0 stops in positioning mode (12.2.4 b, 12.2.5). */
  vStart: 0,
  /** No second acceleration below a speed: A1 and D1 are not used, but D1 must not be 0 (6.3.1). */
  v1: 0,
  /** The least that is recommended; 7 microsteps a second (6.3.1). */
  vStop: 10,
  /** No wait: the jump from VSTOP is none (12.2.2). */
  tZeroWait: 0,
  /** DcStep off (6.3.2). */
  vDcMin: 0,
  /**
   * stop_l_enable, stop_r_enable: hard stop at a reference switch that reads high, so that a normally closed contact to
   * ground also stops with a broken wire; sg_stop: hard stop at a stall (6.3.2.1, 12.4, 13.4).
   */
  swMode: 0x00000403,
  /**
   * The reset value with its bridge off: 256 microsteps, which the ramp generator counts in anyway, SpreadCycle, TBL 36
   * clocks, hysteresis 5 and 2, passive fast decay 4 (6.5.2).
   */
  chopperOff: 0x10410150,
  /** The same with TOFF 3: the bridge drives (6.5.2, 23.1). */
  chopperOn: 0x10410153,
  /** SGT 8 in bits 22 to 16 and no filter, for the motor of the bill of materials (13.1, 13.3); CoolStep off (6.5.3). */
  coolconf: 0x00080000,
  /** The reset value: StealthChop is not used (6.5.4). */
  pwmconf: 0xc40c001e - 0x1_0000_0000,
} as const;
