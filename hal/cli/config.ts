// In a command-line build this is the module `mc/config`, which only boards with a screen or pins get from the manifest.

/** XS: the function of this name in isobar-cli.c. */
declare function native(name: string): (index: number) => string | undefined;

/** The words behind the program's name: seconds, rig, scenario, seed, and what the host sends. */
class Words {
  /** Word `index`; undefined behind the last. */
  at(index: number): string | undefined {
    return native("isobar_cli_word").call(this, index);
  }
}

const firstHostLine = 4;

/** Same keys as the `config` of the manifest; what the words do not say is as there. */
const config = {
  serialNumber: "SIM-1",
  get simulation() {
    const words = new Words();
    const host: string[] = [];
    for (let i = firstHostLine; words.at(i) !== undefined; i += 1) host.push(words.at(i) as string);
    return {
      rig: words.at(1) ?? "reference",
      scenario: words.at(2) ?? "doerrer",
      seed: Number(words.at(3) ?? 1),
      speed: 1,
      host: host.length > 0 ? host : ["DATA:STR ON"],
    };
  },
};

export default config;
