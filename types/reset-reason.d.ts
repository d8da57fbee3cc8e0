// The SDK's module `resetReason` (build/devices/esp32/modules/resetReason) comes without a declaration.

/** Why the processor started: a number and its name, such as 6 and "Task WDT". */
export default function getResetReason(): { reason: number; string: string };
