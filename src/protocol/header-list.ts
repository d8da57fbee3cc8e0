import type { Outbox } from "../telemetry/outbox.js";
import type { Call } from "./call.js";
import type { CommandSpec } from "./command-spec.js";

const semicolon = 59;

/**
 * Hands headers from `from` on to the outbox, quoted, as far as it has room; says how many have been given by then. All of
 * them are more than a reply may hold, so they go in pieces of one line.
 */
export function giveHeaders(
  call: Call,
  outbox: Outbox,
  commands: readonly CommandSpec[],
  from: number,
): number {
  const { reply, scratch } = call;
  if (!outbox.open && call.answers > 0) {
    // What the message has answered already goes first.
    if (!outbox.hasRoom(reply.length + 1)) return from;
    reply.byte(semicolon);
    outbox.piece(reply.bytes, reply.length);
  }
  reply.begin();
  let given = from;
  while (given < commands.length) {
    scratch.begin();
    if (given > 0) scratch.comma();
    scratch.quoted((commands[given] as CommandSpec).header);
    if (!outbox.piece(scratch.bytes, scratch.length)) return given;
    given += 1;
  }
  return given;
}
