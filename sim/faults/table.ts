// The faults that a simulated rig can have: physics 7 row by row, and a few of its buses. Rows written for HX711 and
// TMC2209 stand here as their NAU7802 and TMC5160 counterparts. Scenarios, tests, docs and `npm run faults` derive from it.

/** What a fault may be told besides `at`, `name`, `side` and `for`; the values are those of a scenario without it. */
export type FaultParameter =
  | "share"
  | "factor"
  | "force"
  | "travel"
  | "temperature"
  | "over"
  | "count";

interface InjectedFaultSpec {
  /** Row of physics 7; 0 for what it has no row for. */
  readonly row: number;
  /** `side`: on the side that the scenario names. `rig`: there is one. */
  readonly place: "side" | "rig";
  readonly meaning: string;
  /** Defaults of the parameters that it takes: ratios, N, um, K, s. */
  readonly takes: Partial<Readonly<Record<FaultParameter, number>>>;
  /** It happens in an instant: there is nothing that `for` could end. */
  readonly instant?: true;
  /** Only emulated buses can have it. */
  readonly busOnly?: true;
}

export const injectedFaults = {
  signalOpen: {
    row: 1,
    place: "side",
    meaning: "A signal wire is open: the code drifts to the rail at `share` of full scale a second",
    takes: { share: 2 },
  },
  excitationOpen: {
    row: 2,
    place: "side",
    meaning: "The excitation wire is open: the bridge gives nothing",
    takes: {},
  },
  stuckCode: {
    row: 3,
    place: "side",
    meaning: "Each conversion repeats the last code",
    takes: {},
  },
  saturatedHigh: { row: 4, place: "side", meaning: "Code at the upper rail", takes: {} },
  saturatedLow: { row: 4, place: "side", meaning: "Code at the lower rail", takes: {} },
  missedConversions: {
    row: 5,
    place: "side",
    meaning: "`share` of the conversions is never given out",
    takes: { share: 0.3 },
  },
  silentConverter: { row: 5, place: "side", meaning: "No conversion ends any more", takes: {} },
  converterReset: {
    row: 6,
    place: "side",
    meaning: "The converter loses its supply for a moment and must be set up anew",
    takes: {},
    instant: true,
  },
  gainLost: {
    row: 7,
    place: "side",
    meaning:
      "The converter's gain falls to `factor`: for one conversion at contract level, until the driver sees it on a bus",
    takes: { factor: 0.5 },
    instant: true,
  },
  spikes: {
    row: 8,
    place: "side",
    meaning: "`share` of the conversions is off by `force`, either way, never two in a row",
    takes: { share: 0.05, force: 50 },
  },
  noiseBurst: {
    row: 9,
    place: "side",
    meaning: "White noise times `factor`",
    takes: { factor: 20 },
  },
  motionNoise: {
    row: 10,
    place: "side",
    meaning: "White noise times `factor` while the motor turns",
    takes: { factor: 20 },
  },
  mainsPickup: {
    row: 11,
    place: "side",
    meaning: "A sine of amplitude `force` and period `over`: mains aliased to a slow beat",
    takes: { force: 0.02, over: 40 },
  },
  wrongSign: {
    row: 12,
    place: "side",
    meaning: "The bridge is wired the other way round than the calibration says",
    takes: {},
  },
  wrongScale: {
    row: 13,
    place: "side",
    meaning: "The bridge gives `factor` of what the calibration says",
    takes: { factor: 2.5 },
  },
  cellsSwapped: { row: 14, place: "rig", meaning: "The load cells are exchanged", takes: {} },
  motorsSwapped: { row: 15, place: "rig", meaning: "The motors are exchanged", takes: {} },
  motorReversed: { row: 15, place: "side", meaning: "The motor turns the other way", takes: {} },
  zeroShift: {
    row: 16,
    place: "side",
    meaning: "The zero of the load cell moves by `share` of its capacity, as after an overload",
    takes: { share: 0.03 },
  },
  zeroDrift: {
    row: 17,
    place: "side",
    meaning: "The zero of the load cell drifts by a further `share` of capacity a kelvin",
    takes: { share: 2e-4 },
  },
  sensorCreep: {
    row: 18,
    place: "side",
    meaning: "The load cell creeps by a further `share` of the load within `over`",
    takes: { share: 0.003, over: 1800 },
  },
  jam: { row: 19, place: "side", meaning: "The motor turns and the nut does not", takes: {} },
  lostSteps: {
    row: 20,
    place: "side",
    meaning: "The rotor falls behind by `count` full steps, in whole electrical turns of four",
    takes: { count: 4 },
    instant: true,
  },
  looseCoupling: {
    row: 21,
    place: "side",
    meaning: "A coupling gives: the lash is wider by `travel`",
    takes: { travel: 100 },
    instant: true,
  },
  lashGrowth: {
    row: 22,
    place: "side",
    meaning: "The lash grows by `travel` within `over`",
    takes: { travel: 2.8, over: 86400 },
  },
  switchHit: { row: 23, place: "side", meaning: "The upper reference switch is hit", takes: {} },
  switchOpen: {
    row: 24,
    place: "side",
    meaning: "The wires of both reference switches are open, which reads as hit",
    takes: {},
  },
  switchBouncing: {
    row: 24,
    place: "side",
    meaning: "The upper switch reads as hit in `share` of the ticks",
    takes: { share: 0.5 },
  },
  springSolid: {
    row: 25,
    place: "side",
    meaning: "The spring is solid beyond `factor` of its present compression",
    takes: { factor: 1 },
    instant: true,
  },
  springBroken: {
    row: 26,
    place: "side",
    meaning:
      "The spring breaks: `share` of its compression is gone, and what is left does not give",
    takes: { share: 0.5 },
    instant: true,
  },
  contactLost: {
    row: 27,
    place: "side",
    meaning:
      "The stack gives way within `over` until `travel` of clearance is left, if no screw follows",
    takes: { travel: 20, over: 0.1 },
  },
  pelletSlip: {
    row: 28,
    place: "rig",
    meaning: "The wall of the mould carries `factor` of what it did",
    takes: { factor: 0.6 },
  },
  pelletFracture: {
    row: 29,
    place: "side",
    meaning: "The pellet breaks: `share` of the force is gone at once and the voltage jumps",
    takes: { share: 0.3 },
    instant: true,
  },
  softShort: {
    row: 30,
    place: "rig",
    meaning: "A lithium filament bridges the separator and grows",
    takes: {},
    instant: true,
  },
  hardShort: {
    row: 31,
    place: "rig",
    meaning: "The separator is bridged by metal",
    takes: {},
    instant: true,
  },
  voltageOpen: {
    row: 32,
    place: "rig",
    meaning: "The sense lead is off: the input floats to the rail",
    takes: {},
  },
  voltageClipped: {
    row: 33,
    place: "rig",
    meaning: "The cell voltage is beyond the range of its converter",
    takes: {},
  },
  insulationLeak: {
    row: 34,
    place: "rig",
    meaning: "The cell leaks to the frame at `factor` ohm",
    takes: { factor: 5000 },
  },
  voids: {
    row: 35,
    place: "rig",
    meaning: "Voids of `travel` under the anode",
    takes: { travel: 4 },
    instant: true,
  },
  overPressureCommand: {
    row: 36,
    place: "rig",
    meaning: "The host asks for `factor` MPa",
    takes: { factor: 25 },
    instant: true,
  },
  infeasiblePair: {
    row: 37,
    place: "rig",
    meaning: "The host asks for `factor` MPa on the anode and 0.2 MPa on the cathode",
    takes: { factor: 5.4 },
    instant: true,
  },
  brownOut: {
    row: 38,
    place: "rig",
    meaning: "All supplies fail for a moment: controller and chips start anew",
    takes: {},
    instant: true,
  },
  watchdogReset: {
    row: 39,
    place: "rig",
    meaning: "The controller alone starts anew, by its watchdog",
    takes: {},
    instant: true,
  },
  portReset: {
    row: 39,
    place: "rig",
    meaning:
      "A host opens the port and resets the controller by DTR and RTS, which the ESP32 tells as a power-on",
    takes: {},
    instant: true,
  },
  motorSupplyLost: {
    row: 40,
    place: "side",
    meaning: "The motor supply is gone while the logic lives",
    takes: {},
  },
  motionChipReset: {
    row: 40,
    place: "side",
    meaning: "The motion chip loses its supply for a moment: bridge off, position at zero",
    takes: {},
    instant: true,
  },
  bridgeOff: {
    row: 41,
    place: "side",
    meaning: "CHOPCONF is back at its reset value: bridge off while everything else stands",
    takes: {},
    instant: true,
  },
  driverHot: { row: 42, place: "side", meaning: "The driver is over-temperature", takes: {} },
  coilShort: { row: 42, place: "side", meaning: "A phase of the motor is shorted", takes: {} },
  coilOpen: { row: 42, place: "side", meaning: "A phase of the motor is open", takes: {} },
  unplugged: { row: 43, place: "rig", meaning: "The serial cable is out", takes: {} },
  garbage: {
    row: 44,
    place: "rig",
    meaning: "The line carries `count` random bytes a tick",
    takes: { count: 400 },
  },
  badValues: {
    row: 45,
    place: "rig",
    meaning: "The host sends NaN, infinity, negative numbers and wrong units",
    takes: {},
    instant: true,
  },
  settingsDamaged: {
    row: 46,
    place: "rig",
    meaning: "Stored settings are damaged, and the controller starts anew",
    takes: {},
    instant: true,
  },
  lateTicks: {
    row: 47,
    place: "rig",
    meaning: "Ticks come up to `over` late, and bunched after it",
    takes: { over: 0.5 },
  },
  clockWrap: {
    row: 48,
    place: "rig",
    meaning: "The clock reads `over` less than 49.7 days",
    takes: { over: 60 },
    instant: true,
  },
  roomStep: {
    row: 49,
    place: "rig",
    meaning: "The room is warmer by `temperature`",
    takes: { temperature: 5 },
  },
  thermometerDead: {
    row: 50,
    place: "rig",
    meaning: "The thermometer does not answer",
    takes: {},
  },
  thermometerWrong: {
    row: 50,
    place: "rig",
    meaning: "The thermometer shows `temperature`, in degC",
    takes: { temperature: 85 },
  },
  motorHeats: {
    row: 51,
    place: "rig",
    meaning: "A motor at run current warms the frame by `temperature` within `over`",
    takes: { temperature: 3, over: 3600 },
  },
  slipWithoutEnd: {
    row: 52,
    place: "rig",
    meaning: "The wall carries next to nothing: both loops act on the same sum",
    takes: { factor: 0.02 },
  },
  mouldLoose: {
    row: 53,
    place: "rig",
    meaning: "The mount of the mould is softer by `factor`",
    takes: { factor: 0.1 },
  },
  cellOpened: {
    row: 54,
    place: "rig",
    meaning: "An operator takes the cell out: no force on either side",
    takes: {},
  },
  storeFull: { row: 55, place: "rig", meaning: "Nothing can be stored any more", takes: {} },
  hostSlow: {
    row: 55,
    place: "rig",
    meaning: "The host takes no bytes: the line's buffer fills",
    takes: {},
  },
  converterClock: {
    row: 56,
    place: "side",
    meaning: "The converter's clock is fast by `share`",
    takes: { share: 0.1 },
  },
  estop: { row: 0, place: "rig", meaning: "The emergency stop is pressed", takes: {} },
  chipSilent: {
    row: 0,
    place: "side",
    meaning: "The motion chip does not answer on its bus; motion goes on",
    takes: {},
  },
  busHang: {
    row: 0,
    place: "side",
    meaning: "A device holds the data wire low until it has seen nine clocks",
    takes: {},
    instant: true,
    busOnly: true,
  },
  busShorted: {
    row: 0,
    place: "side",
    meaning: "The data wire is shorted to ground",
    takes: {},
    busOnly: true,
  },
} as const satisfies Record<string, InjectedFaultSpec>;

export type InjectedFaultName = keyof typeof injectedFaults;
export const injectedFaultNames = Object.keys(injectedFaults) as readonly InjectedFaultName[];

export function specOf(name: InjectedFaultName): InjectedFaultSpec {
  return injectedFaults[name];
}
