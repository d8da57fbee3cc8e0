import { fileURLToPath } from "node:url";
import { bundleFile } from "./bundle.js";
import { XsEngine } from "./engine.js";

/** What the firmware costs on XS, at contract level with both sides held and the guard on; computrons are byte codes. */
export interface RigWeight {
  /** Mean of a thousand ticks without a row; the machine itself is taken off. */
  readonly computronsPerTick: number;
  /** The dearest of these: both sides decide in it and move. */
  readonly computronsPerDearestTick: number;
  /** Mean of the ticks in which a row of the present columns is kept and sent. */
  readonly computronsPerRowTick: number;
  readonly rowColumns: number;
  /** The same with 20 columns, and what each column beyond the present ones costs. */
  readonly computronsPerRowTickOf20: number;
  readonly computronsPerFurtherColumn: number;
  readonly computronsPerQuery: number;
  readonly computronsPerCommand: number;
  /** Slots created by 100,000 ticks with a row a second, over their number. */
  readonly slotsPerTick: number;
  /** Slots that a running rig keeps after 1,000 ticks, those of its modules apart. */
  readonly liveSlots: number;
}

/** What is allowed. */
export const weightLimits = {
  computronsPerTick: 3000,
  computronsPerRowTickOf20: 12000,
  computronsPerFurtherColumn: 400,
  slotsPerTick: 0,
  liveSlots: 1500,
} as const satisfies Partial<RigWeight>;

const entry = fileURLToPath(new URL("steady-rig.ts", import.meta.url));
/** Brings both sides to their pressures. */
const settleTicks = 4000;

/** Puts the rig at contract level into the engine, as the global `steady`: both sides under control for 1,000 ticks. */
export async function startSteadyRig(
  engine: XsEngine,
  stream = false,
): Promise<{ liveSlots: number }> {
  await engine.evaluate(await bundleFile(entry, "isobar"));
  const empty = await engine.collect();
  await engine.evaluate("globalThis.steady = new isobar.SteadyRig(); steady.hold(); 0");
  if (stream) await engine.evaluate('steady.say("DATA:STR ON"); 0');
  await engine.evaluate("steady.run(1000 - steady.ticks); 0");
  return { liveSlots: (await engine.collect()) - empty };
}

/** Weighs the rig; takes some seconds. */
export async function weighRig(): Promise<RigWeight> {
  const engine = await XsEngine.start();
  try {
    const { liveSlots } = await startSteadyRig(engine);
    await engine.evaluate(`steady.run(${settleTicks}); 0`);
    return {
      ...(await weighTicks(engine)),
      ...(await weighRows(engine)),
      ...(await weighTalk(engine)),
      slotsPerTick: await weighSlots(engine),
      liveSlots,
    };
  } finally {
    await engine.close();
  }
}

async function computrons(engine: XsEngine, body: string): Promise<number> {
  await engine.prepare(body);
  return (await engine.run()).computrons;
}

async function weighTicks(engine: XsEngine) {
  const ticks = 1000;
  const machine = await computrons(engine, `steady.idle(${ticks})`);
  const all = await computrons(engine, `steady.rows(false); steady.run(${ticks})`);
  const goes = await computrons(engine, "steady.rows(false); steady.idle(1)");
  await engine.prepare("steady.rows(false); steady.run(1)");
  let dearest = 0;
  for (let i = 0; i < 600; i += 1) {
    dearest = Math.max(dearest, (await engine.run()).computrons - goes);
  }
  return { computronsPerTick: (all - machine) / ticks, computronsPerDearestTick: dearest };
}

async function weighRows(engine: XsEngine) {
  const rows = 200;
  await engine.evaluate('steady.say("DATA:STR ON"); steady.run(10); 0');
  const machine = await computrons(engine, `steady.idle(${rows})`);
  const withColumns = async (columns: number): Promise<number> => {
    await engine.evaluate(`steady.columns(${columns}); 0`);
    return ((await computrons(engine, `steady.runWithRows(${rows})`)) - machine) / rows;
  };
  const rowColumns = Number((await engine.evaluate("isobar.rowColumnCount")).value);
  const present = await withColumns(rowColumns);
  const of20 = await withColumns(20);
  await engine.evaluate(`steady.columns(${rowColumns}); steady.rows(true); 0`);
  return {
    computronsPerRowTick: present,
    rowColumns,
    computronsPerRowTickOf20: of20,
    computronsPerFurtherColumn: (of20 - present) / (20 - rowColumns),
  };
}

/** What a line of the host costs, answer included. */
async function weighLine(engine: XsEngine, text: string): Promise<number> {
  const typing = await computrons(engine, `steady.hal.uart.hostSend("${text}\\n")`);
  await engine.evaluate("steady.run(10); 0");
  const spoken = await computrons(engine, `steady.say("${text}")`);
  await engine.evaluate("steady.run(10); 0");
  return spoken - typing;
}

async function weighTalk(engine: XsEngine) {
  return {
    computronsPerQuery: await weighLine(engine, "MEAS:PRES? (@1,2)"),
    computronsPerCommand: await weighLine(engine, "PRES1 2.5 MPA"),
  };
}

/** Lines of the host and what each costs the parser, its handler and the answer. */
export async function weighLines(lines: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const engine = await XsEngine.start();
  const weights = new Map<string, number>();
  try {
    await startSteadyRig(engine);
    for (const line of lines) {
      // The first time makes what is made when it is first asked for.
      await weighLine(engine, line);
      weights.set(line, await weighLine(engine, line));
    }
  } finally {
    await engine.close();
  }
  return weights;
}

async function weighSlots(engine: XsEngine): Promise<number> {
  const ticks = 100_000;
  await engine.collect();
  await engine.prepare(`steady.run(${ticks})`);
  const { slots, collected } = await engine.run();
  return collected ? Number.NaN : slots / ticks;
}
