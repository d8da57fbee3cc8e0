// How the manifest's `config` is looked at: a tree of groups whose leaves are named by dotted keys ("pins.spi.clock").

/** What stands at a dotted key; undefined when a part of the way is missing. */
export function valueAt(config: unknown, key: string): unknown {
  let value = config;
  for (const part of key.split(".")) {
    if (!isGroup(value) || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}

/** The dotted keys of all leaves below `key`. */
export function leavesBelow(config: unknown, key: string): string[] {
  const value = valueAt(config, key);
  if (!isGroup(value)) return value === undefined ? [] : [key];
  return Object.keys(value).flatMap((name) => leavesBelow(config, `${key}.${name}`));
}

/** One sentence for each leaf below `group` that nobody knows: a misspelt key would otherwise be silent. */
export function strangersBelow(
  config: unknown,
  group: string,
  known: readonly { readonly key: string }[],
): string[] {
  return leavesBelow(config, group)
    .filter((leaf) => !known.some(({ key }) => leaf === `${group}.${key}`))
    .map((leaf) => `config.${leaf}: there is no such key`);
}

/** Text of a value in a message. */
export function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
