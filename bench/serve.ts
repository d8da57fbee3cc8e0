// Round trip of a query through isobar serve and a simulated rig: npm run bench:serve [-- CLIENTS QUERIES]

import { ServedRig } from "./serve/served-rig.js";

const clients = Number(process.argv[2] ?? 1);
const queries = Number(process.argv[3] ?? 1000);
const barMs = 50;

const rig = await ServedRig.start(1);
const times: number[] = [];
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
  `${clients} client(s), ${times.length} queries: median ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms; latest tick ${rig.link?.latestMs.toFixed(0)} ms late`,
);
rig.close();
process.exitCode = clients > 1 || Number(at(0.99)) < barMs ? 0 : 1;
