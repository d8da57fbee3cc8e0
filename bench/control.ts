// `npm run bench:control [-- --section NAME] [--rigs N] [--workers N] [--seed N] [--json] [--write]`: how well the rig holds, against what
// was asked of it and against simpler laws. `--write` puts the tables into docs/performance.md.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { table } from "../host/docs/markdown-table.js";
import { fillBlock } from "../host/docs/marked-blocks.js";
import { projectFile } from "../host/project.js";
import { doAll } from "./control/pool.js";
import type { Row, Section } from "./control/section.js";
import { sections } from "./control/sections.js";

const { values } = parseArgs({
  options: {
    section: { type: "string", multiple: true },
    rigs: { type: "string", default: "200" },
    workers: { type: "string", default: String(cpus().length) },
    seed: { type: "string", default: "101" },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

const whole = (name: string, text: string, most: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  console.error(`--${name}: give 1 to ${most}`);
  process.exit(2);
};
const rigs = whole("rigs", values.rigs, 100000);
const workers = whole("workers", values.workers, 256);
const fromSeed = whole("seed", values.seed, 1e6);
const names = sections.map(({ name }) => name);
for (const name of values.section ?? []) {
  if (names.includes(name)) continue;
  console.error(`--section: ${name} is none of ${names.join(", ")}`);
  process.exit(2);
}
const chosen = sections.filter(({ name }) => values.section?.includes(name) ?? true);
const machine = `${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}`;
const told: { section: string; rows: readonly Row[] }[] = [];
let page = readFileSync(projectFile("docs", "performance.md"), "utf8");
for (const section of chosen) {
  const rows = await rowsOf(section);
  told.push({ section: section.name, rows });
  if (values.json) continue;
  const text = markdown(section, rows);
  console.log(`\n## ${section.title}\n\n${text}`);
  for (const { met, replay, what } of rows)
    if (met === false && (replay ?? "") !== "") console.log(`${what}\n    ${replay}`);
  if (!values.write) continue;
  page = fillBlock(page, "npm run bench:control", section.name, text);
  writeFileSync(projectFile("docs", "performance.md"), page);
}
const missed = told.flatMap(({ rows }) => rows).filter(({ met }) => met === false).length;
if (values.json) console.log(JSON.stringify({ machine, fromSeed, missed, sections: told }));
else console.log(`\n${missed} bars not met`);
process.exitCode = missed === 0 ? 0 : 1;

async function rowsOf(section: Section): Promise<readonly Row[]> {
  const jobs = section.jobs({ fromSeed, rigs });
  const results = await doAll(section.name, jobs, workers, (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${section.name}: ${done} of ${jobs.length} `);
  });
  if (process.stderr.isTTY) process.stderr.write("\n");
  return section.rows(jobs, results);
}

function markdown(section: Section, rows: readonly Row[]): string {
  const verdict = ({ met }: Row) => (met === undefined ? "" : met ? "met" : "**not met**");
  const lines = rows.map((row) => [row.what, row.figure, row.bar, verdict(row)]);
  const seeds = `seeds from ${fromSeed}`;
  const drawn = ["monte-carlo", "identity"].includes(section.name) ? `, ${rigs} drawn rigs` : "";
  const by = `${machine}, commit ${commit()}, ${new Date().toISOString().slice(0, 10)}, ${seeds}${drawn}.`;
  return `${by}\n\n${table(["what", "figure", "bar", "verdict"], lines)}`;
}

/** The newest change of what is measured: the same before and after a rebase of this bench. */
function commit(): string {
  const git = (...words: string[]) =>
    execFileSync("git", words, { cwd: projectFile(), encoding: "utf8" }).trim();
  const measured = ["hal", "src", "sim"];
  try {
    const dirty = git("status", "--porcelain", ...measured) === "" ? "" : " with changes";
    return `${git("log", "-1", "--format=%h", "--", ...measured)}${dirty}`;
  } catch {
    return "unknown";
  }
}
