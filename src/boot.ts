import type { Board } from "../hal/board-contract.js";
import { IdentityStore } from "./identify/identity-store.js";
import { Rig } from "./rig.js";
import { RunKeeper } from "./run-keeper.js";
import { nextBootCount } from "./store/boot-counter.js";
import { SettingsStore } from "./store/settings-store.js";

/** What a start is before its first tick: settings, boot count, rig. */
export function bootRig(board: Omit<Board, "start">): Rig {
  const settingsStore = new SettingsStore(board.hal.store);
  const settings = settingsStore.load({ ...board.factorySettings });
  const rig = new Rig(board.hal, settings, {
    serial: board.serial,
    bootCount: nextBootCount(board.hal.store),
    settingsOrigin: settingsStore.origin,
    resetReason: board.resetReason,
  });
  rig.settingsStore = settingsStore;
  rig.run = new RunKeeper(board.hal.store, rig);
  rig.runDueUs = 0;
  rig.identifier.restore(new IdentityStore(board.hal.store));
  return rig;
}
