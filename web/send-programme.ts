import type { Link } from "./link.js";

/** Characters of one piece: with its quotes doubled it still fits into a line of 256 bytes. */
const pieceLength = 110;

/** Sends a programme over the line and runs it (docs/programmes.md); what the rig refused, in its own words. */
export async function sendProgramme(link: Link, json: unknown): Promise<readonly string[]> {
  // Old errors are not this programme's.
  await link.ask("SYST:ERR:ALL?");
  link.send("PROG:CLE");
  const text = JSON.stringify(json).replace(/[^ -~]/gu, escaped);
  for (let at = 0; at < text.length; at += pieceLength) {
    const piece = text.slice(at, at + pieceLength).replaceAll("'", "''");
    link.send(`PROG:APP '${piece}'`, false);
  }
  link.send("PROG:RUN");
  const reply = await link.ask("SYST:ERR:ALL?");
  return reply.startsWith("0,") ? [] : [reply];
}

/** Lines carry ASCII alone. */
function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_none, i) => character.charCodeAt(i));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
