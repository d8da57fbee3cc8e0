import { fileURLToPath } from "node:url";
import { bundleText } from "../../test/xs/bundle.js";
import { XsEngine } from "../../test/xs/engine.js";
import type { LongRunOptions, SoakPoint } from "./long-run.js";

const folder = fileURLToPath(new URL(".", import.meta.url));
const entry = 'export { SoakRig } from "./soak-rig.js"; export { pointOf } from "./long-run.js";';
/** The meter of computrons wraps at 2^32, and a tick of world and rig takes up to 100,000. */
const pieceTicks = 6000;

/** The same long run on XS; memory is slots that live, those of the simulated world included and one for each script left out. */
export async function soakOnXs(
  options: LongRunOptions,
  told: (point: SoakPoint) => void,
): Promise<void> {
  const engine = await XsEngine.start();
  let scripts = 0;
  const evaluate = async (text: string): Promise<string> => {
    scripts += 1;
    return (await engine.evaluate(text)).value;
  };
  try {
    await evaluate(await bundleText(entry, folder, "soaks"));
    const { everyH, wrap } = options;
    await evaluate(`globalThis.soaked = new soaks.SoakRig(${JSON.stringify({ everyH, wrap })}); 0`);
    const pieces = Math.floor((options.pointH * 36000) / pieceTicks);
    for (let n = 0; n < Math.floor(options.hours / options.pointH); n += 1) {
      for (let i = 0; i < pieces; i += 1) await evaluate(`soaked.run(${pieceTicks}); 0`);
      const slots = (await engine.collect()) - scripts;
      const value = await evaluate(`JSON.stringify(soaks.pointOf(soaked, ${slots}))`);
      told(JSON.parse(value) as SoakPoint);
    }
  } finally {
    await engine.close();
  }
}
