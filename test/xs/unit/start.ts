import { byteBuffers } from "./byte-buffer.js";
import { Runner } from "./runner.js";

// Loaded before the test files, which find what they need in the global scope. Nothing waits for the timers: fast-check
// and sinon only want to keep them.
const runner = new Runner();
const noTimer = () => 0;
Object.assign(globalThis, runner.globals, {
  runner,
  Buffer: byteBuffers,
  setTimeout: noTimer,
  clearTimeout: noTimer,
  setInterval: noTimer,
  clearInterval: noTimer,
});
