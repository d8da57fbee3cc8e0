import { MonotonicClock } from "../../hal/esp32/monotonic-clock.js";
import { instant } from "../../hal/units.js";
import type { SimClock } from "../../sim/devices/sim-clock.js";

/** `Time.ticks` of the ESP32 is signed and 32 bits wide: it jumps back after 24.8 days, and passes zero after 49.7. */
export const wrapsUs = [2_147_483_648_000, 4_294_967_296_000] as const;

/**
 * Lets the rig's clock be the device's own, a counter of milliseconds that is about to wrap: as if the controller had been
 * running since `startUs` microseconds. After a restart of the controller the counter begins at zero, as the chip's does.
 */
export function countAsTheDevice(clock: SimClock, startUs: number): void {
  let fromUs = startUs - clock.worldUs;
  let baseUs = startUs;
  const counter = () => new MonotonicClock(() => ((fromUs + clock.worldUs) / 1000) | 0);
  let device = counter();
  clock.now = () => instant(baseUs + device.now());
  clock.restart = (atUs = 0) => {
    fromUs = atUs - clock.worldUs;
    baseUs = atUs;
    device = counter();
  };
}
