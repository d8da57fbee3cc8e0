import { manifestConfig } from "../../host/docs/pages.js";

type Group = Record<string, unknown>;

/** The manifest's `config` with other values at some dotted keys. */
export function configWith(changes: Readonly<Record<string, unknown>>): unknown {
  const config = manifestConfig() as Group;
  for (const [key, value] of Object.entries(changes)) groupOf(config, key)[lastOf(key)] = value;
  return config;
}

/** The manifest's `config` without one dotted key. */
export function configWithout(key: string): unknown {
  const config = manifestConfig() as Group;
  delete groupOf(config, key)[lastOf(key)];
  return config;
}

const lastOf = (key: string) => key.split(".").at(-1) as string;

function groupOf(config: Group, key: string): Group {
  return key
    .split(".")
    .slice(0, -1)
    .reduce((group, part) => group[part] as Group, config);
}
