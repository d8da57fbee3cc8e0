import board from "hal/board";
import { startDevice } from "./device.js";

/** The device root: the board that the manifest chose, and the firmware on it. Runs once, after preload. */
export default function main(): void {
  startDevice(board());
}
