import type { ProjectFile } from "./project-files.js";

/** Words in two pieces, so that this file does not find itself. */
const word = (...pieces: readonly string[]) => pieces.join("");

interface Leftover {
  readonly pattern: RegExp;
  readonly why: string;
}

const leftovers: readonly Leftover[] = [
  {
    pattern: new RegExp(
      `\\b(${word("TO", "DO")}|${word("FIX", "ME")}|${word("X", "XX")}|${word("HA", "CK")})\\b`,
    ),
    why: "something that was left to do",
  },
  {
    pattern: new RegExp(`\\b(describe|it|context)\\.${word("on", "ly")}\\b`),
    why: "all other tests are left out",
  },
  {
    pattern: new RegExp(`${word("@ts-", "ignore")}|${word("@ts-", "nocheck")}`),
    why: "the compiler is silenced",
  },
  {
    pattern: new RegExp(
      `(^|[\\s"'\`(=:])(/${word("wo", "rk")}|/${word("tm", "p")}|/${word("ho", "me")}|/${word("ro", "ot")}|/${word("Us", "ers")}|[A-Z]:\\\\)(/|\\\\|\\b)`,
    ),
    why: "a path of one machine",
  },
  { pattern: /[ \t]$/, why: "blanks at the end of a line" },
];

/** What was forgotten in a file, one sentence each. */
export function leftoverProblems(file: ProjectFile): string[] {
  const problems: string[] = [];
  file.text.split("\n").forEach((line, i) => {
    for (const { pattern, why } of leftovers) {
      if (pattern.test(line)) problems.push(`${file.path}:${i + 1}: ${why}: ${line.trim()}`);
    }
  });
  return problems;
}

const vague = new Set(["utils", "util", "helpers", "helper", "common", "manager", "types", "misc"]);

/** What is wrong with the name of a TypeScript file: kebab-case, one noun, and one that says something. */
export function nameProblems(path: string): string[] {
  const name = (path.split("/").at(-1) ?? "").replace(
    /(\.(test|contract|errors|config|d))?\.ts$/,
    "",
  );
  const problems: string[] = [];
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) problems.push(`${path} is not in kebab-case`);
  if (vague.has(name)) problems.push(`${path} says nothing`);
  return problems;
}
