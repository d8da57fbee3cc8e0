import type { FaultName } from "../../src/faults.js";
import type { RestrictionName } from "../../src/restrictions.js";

/** One hazard, what stands against it, and what is left. */
export interface Hazard {
  readonly hazard: string;
  readonly limit: string;
  readonly faults: readonly FaultName[];
  readonly restrictions?: readonly RestrictionName[];
  readonly residual: string;
  /** Files of the tests that prove it, under test/. */
  readonly tests: readonly string[];
}

/** The hazards of the rig, the worst first. */
export const hazards: readonly Hazard[] = [
  {
    hazard: "Too much pressure on the cell: lithium is pressed into the separator, the cell shorts",
    limit:
      "Set points above `limits.pressureMax` or 90 % of the load cell are refused; moves are bounded by `limits.rampRateMax`; trip at `guard.overForceFactor` x set point + `guard.overForceMargin`",
    faults: ["overForce", "sensorSaturated"],
    residual:
      "A load cell calibrated wrong by a factor is believed until its train is measured; a motor can press harder than the cell stands",
    tests: [
      "scenario/faults.test.ts",
      "unit/guard/side-guard.test.ts",
      "unit/guard/overload.test.ts",
      "scenario/dst.test.ts",
    ],
  },
  {
    hazard: "Pressing on a reading that is none: open wire, stuck or silent converter",
    limit:
      "Nothing advances on a conversion older than `guard.staleAfter`, at a rail, repeated five times or 5 % of capacity away from the one before",
    faults: [
      "sensorSaturated",
      "sensorStale",
      "sensorJump",
      "sensorStuck",
      "suddenLoss",
      "zeroShifted",
    ],
    restrictions: ["spikes", "noisyMotion", "witness", "zeroWarmth", "travel"],
    residual:
      "A slow error of the load cell (creep, what its settings and the thermometer leave of its drift) looks like pressure and is followed; a repetition is told from the first on of a converter that is known to be noisy, as the NAU7802 at its full gain, and of any other once its noise has been seen, in this start or one before",
    tests: [
      "scenario/fault-rows.test.ts",
      "scenario/load-cell-drift.test.ts",
      "scenario/sudden-loss.test.ts",
      "unit/sensing/doubtful-readings.test.ts",
    ],
  },
  {
    hazard: "The loop closed the wrong way: load cells, motors or signs confused",
    limit: "The first newton of a search must show on its own load cell with the right sign",
    faults: ["wrongSign", "swapped"],
    residual:
      "A motor that turns the wrong way is only told when it comes to the end of its travel; it leaves the cell until then",
    tests: ["unit/guard/search-watch.test.ts", "scenario/fault-rows.test.ts"],
  },
  {
    hazard: "Motor, gear or screw does not do what it was told",
    limit:
      "Travel between `screw.travelMin` and `screw.travelMax`; reference switches stop in the chip",
    faults: [
      "notFollowing",
      "stepsLost",
      "stiffnessJump",
      "outOfTravel",
      "switchWiring",
      "motorReset",
      "motorFault",
    ],
    restrictions: ["restless", "lashGrown"],
    residual:
      "A jam shows only in motion; lash that has grown is told of on a rig that was identified, and otherwise when a crossing goes 60 um and three times its nameplate; a wrong reference switch alone reads as hit",
    tests: [
      "scenario/faults.test.ts",
      "scenario/bus-faults.test.ts",
      "unit/guard/side-watch.test.ts",
      "unit/identify/lash-wear.test.ts",
    ],
  },
  {
    hazard: "Contact with the cell is lost, and the screw runs into it",
    limit:
      "Contact is searched for at `approach.speed`, on a hard train at down to a quarter of it, and no further than 50 um beyond where the screw last held a pressure, also after a fault was cleared",
    faults: ["contactLost", "suddenLoss", "pelletFracture"],
    residual:
      "The search presses with up to the force of contact before it is felt, and a hard train with what the screw goes until that is seen",
    tests: ["scenario/sudden-loss.test.ts"],
  },
  {
    hazard: "The pellet slips along the wall, and both loops push on the same sum",
    limit: "The pair is judged against what the wall bears; the anode has a budget of travel",
    faults: ["slip"],
    residual: "What the wall bears is known only when it has slipped; it decays with the months",
    tests: ["scenario/fault-rows.test.ts"],
  },
  {
    hazard: "Lithium shorts the cell while a cycler drives current through it",
    limit:
      "With a short the rig keeps the pressures and pulls the cycler's open line; it stays latched over any start until it is cleared",
    faults: ["softShort", "hardShort"],
    restrictions: ["voltage", "shortTravel", "voids", "cellContact", "insulation"],
    residual:
      "Without a voltage nothing is watched, without a told current no travel and no resistance; a filament is told of in the first two thirds of its life, not at its birth; a supply that fails in the very write of a short leaves the record before it",
    tests: [
      "unit/watch/cell-watch.test.ts",
      "unit/watch/voltage-unrest.test.ts",
      "unit/watch/lithium-watch.test.ts",
      "scenario/resume.test.ts",
    ],
  },
  {
    hazard:
      "A piston touches the frame: current flows beside the cell, and what is measured of it is wrong",
    limit:
      "Where a monitor of the insulation is fitted (`config.pins.insulated`) no side leaves `off` by hold, programme or identification while its contact is open; later a leak of some kilohm shows in the voltage at rest",
    faults: [],
    restrictions: ["insulation"],
    residual:
      "Without a monitor nothing is asked before a hold; a leak that begins under load lets go of nothing and shows only when it is a thousand times what is allowed",
    tests: ["unit/insulation.test.ts", "scenario/fault-rows.test.ts"],
  },
  {
    hazard: "A supply fails or the controller is reset in the middle of a move",
    limit:
      "After any start nothing moves: what was controlled stays in place, what was not is off. No move and no programme is taken up again, and a hold only by `SYSTem:RESume`: same settings, reset without loss of supply, valid sensors, no fault, force within 20 % of what was held",
    faults: ["motorReset"],
    restrictions: ["settingsDamaged"],
    residual:
      "Coils without current let the rotor fall by up to half a full step; the screw holds by friction alone. A host that resets an ESP32 by DTR and RTS looks like a power cut, and is refused like one. Only a hold that has lasted 10 s is kept",
    tests: [
      "contract/boot-levels.test.ts",
      "scenario/resume.test.ts",
      "scenario/soak.test.ts",
      "unit/sim/faults/injector.test.ts",
      "unit/store/two-key-store.test.ts",
    ],
  },
  {
    hazard: "A host, a modem or a slip of the finger says something else than was meant",
    limit:
      "Bounded buffers; every value is checked against its range before anything moves; `!` stops at once",
    faults: [],
    restrictions: ["recordsDropped"],
    residual: "A wrong set point within the limits is obeyed",
    tests: ["scenario/fuzz.test.ts", "unit/protocol/console-noise.test.ts"],
  },
  {
    hazard: "Stored settings are damaged, and forces are read with the calibration of another rig",
    limit: "Two records with checksums take turns; on defaults after damage nothing is held",
    faults: [],
    restrictions: ["settingsDamaged"],
    residual: "Wrong values that were saved on purpose are believed",
    tests: ["unit/protocol/restrictions.test.ts", "unit/store/settings-store.test.ts"],
  },
  {
    hazard: "Someone needs everything to stand",
    limit: "The emergency stop is a normally closed contact; a broken wire is a stop",
    faults: ["estop"],
    residual: "It asks the firmware; it does not cut the motor supply by itself",
    tests: [
      "scenario/faults.test.ts",
      "scenario/bus-faults.test.ts",
      "unit/order-of-effects.test.ts",
    ],
  },
  {
    hazard: "The firmware itself is wrong",
    limit:
      "An exception ends with both screws at rest; every move ends in the motion chip by itself",
    faults: ["internal"],
    residual:
      "A hang is ended by the watchdog, if the board has one enabled; a move under way ends at its target",
    tests: ["unit/device.test.ts", "scenario/dst.test.ts"],
  },
];

/** What no software can protect from. */
export const onlyHardware: readonly string[] = [
  "A mechanical stop or a slipping clutch that yields below what cell and frame stand: the motors of the reference rig can press with thousands of newtons.",
  "A relay that cuts the motor supply by the emergency stop, apart from the controller.",
  "A fuse and a relay in the cycler's circuit: the open line only asks.",
  "A housing that contains a burning cell, its gas and its fire; the rig knows nothing of smoke or heat at the cell.",
  "Self-locking screws: the forces are held without current by friction alone; a ball screw would let go.",
  "Insulation between pistons and frame. The firmware measures one voltage, that across the cell: before contact there is none, and in contact a leak of the 10 Mohm that physics calls a fault takes 0.42 uA, 0.03 uV/s of a cell at rest, a hundredth of what `insulation` can tell. So before the first hold it asks a monitor's contact, where one is fitted (`config.pins.insulated`, docs/hardware.md): no side leaves `off` while the contact is open. Without one: an ohmmeter, before each cell.",
  "Wiring: a load cell and its wires that fail together with a reading that stays believable cannot be told from a cell that holds.",
  "The grounded mould: with a floating one the two pressures are one, whatever the screws do.",
];
