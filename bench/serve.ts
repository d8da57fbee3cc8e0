// Round trip of a query through isobar serve and a simulated rig: npm run bench:serve [-- CLIENTS QUERIES [rude]]
// With rude one client more floods the server, and one streams, asks long lists and reads nothing.

import { ServedRig } from "./serve/served-rig.js";

const clients = Number(process.argv[2] ?? 1);
const queries = Number(process.argv[3] ?? 1000);
const rude = process.argv[4] === "rude";
const barMs = 50;

const rig = await ServedRig.start(1);
const times: number[] = [];
/** The latest that a tick came since this was asked last, ms: how late the machine's other work makes it, and what clients add. */
function latestTick(): string {
  const { link } = rig;
  if (link === undefined) return "?";
  const ms = link.latestMs.toFixed(0);
  link.latestMs = 0;
  return ms;
}

const idleMs = 10_000;
latestTick();
await new Promise((resolve) => setTimeout(resolve, idleMs));
const idle = latestTick();

if (rude) {
  const flooder = await rig.client();
  const flood = () => flooder.send("MEAS:PRES? (@1,2)\n".repeat(500));
  flood();
  // As many again as were answered, at the least.
  flooder.socket.on("data", flood);
  const deaf = await rig.client();
  deaf.socket.pause();
  deaf.send("DATA:STR ON\n");
  deaf.send("SYST:HELP:HEAD?\n".repeat(20));
}

async function converse(): Promise<void> {
  const client = await rig.client();
  await client.ask("*IDN?");
  for (let i = 0; i < queries; i += 1) {
    const askedMs = performance.now();
    await client.ask("MEAS:PRES? (@1,2)");
    times.push(performance.now() - askedMs);
  }
}
await Promise.all(Array.from({ length: clients }, converse));
times.sort((a, b) => a - b);
const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1);
console.log(
  `${clients} client(s)${rude ? ", a flooder and one who reads nothing" : ""}, ${times.length} queries: median ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms; latest tick ${latestTick()} ms late (${idle} in 10 s without a client)`,
);
rig.close();
process.exitCode = clients > 1 || Number(at(0.99)) < barMs ? 0 : 1;
