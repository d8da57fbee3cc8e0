import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { hostname } from "node:os";
import { UsageError } from "../command/exit.js";

const tokenMin = 16;
const loopbackNames = ["localhost", "127.0.0.1", "[::1]"] as const;

/**
 * Who may speak to the rig. A web page of a stranger must not be able to move a screw: pages of another origin are
 * refused, names that a stranger's name server made point here are refused, and a page from a file needs the token.
 */
export class Access {
  /** Beyond this computer: everybody needs the token. */
  readonly wide: boolean;
  readonly host: string;
  readonly token: string;

  constructor(host: string | undefined, token: string | undefined) {
    this.host = host ?? "127.0.0.1";
    this.wide = !isLoopback(this.host);
    if (this.wide && token === undefined)
      throw new UsageError(
        `--host ${this.host} lets others reach the rig: give --token too, at least ${tokenMin} characters`,
      );
    if (token !== undefined && !/^[\x21-\x7e]{16,200}$/u.test(token))
      throw new UsageError(`--token must have ${tokenMin} to 200 characters without spaces`);
    this.token = token ?? randomBytes(18).toString("base64url");
  }

  /** May this request drive the rig? Else why not. */
  refusal(request: IncomingMessage): string | undefined {
    const byName = this.nameRefusal(request);
    if (byName !== undefined) return byName;
    const { origin } = request.headers;
    const known = this.isToken(tokenOf(request));
    if (origin !== undefined && origin !== "null" && origin !== `http://${request.headers.host}`)
      return `pages of ${origin.slice(0, 80)} may not speak to the rig`;
    if (origin === "null" && !known)
      return "a page from a file needs the token that isobar serve printed: ?token=...";
    if (this.isStranger(request.socket.remoteAddress) && !known)
      return "the token is missing or wrong: ?token=... or Authorization: Bearer ...";
    return undefined;
  }

  /** Was the server called by a name that is its own? */
  nameRefusal(request: IncomingMessage): string | undefined {
    const called = (request.headers.host ?? "").replace(/:\d+$/u, "").toLowerCase();
    const local = request.socket.localAddress ?? "";
    const own: string[] = [...loopbackNames, this.host.toLowerCase()];
    if (this.wide) own.push(plain(local), `[${local}]`, hostname().toLowerCase());
    return own.includes(called)
      ? undefined
      : `the host name "${called.slice(0, 80)}" is not this server's`;
  }

  /** Does somebody at this address need the token? */
  isStranger(address: string | undefined): boolean {
    return this.wide && !isLoopback(plain(address ?? ""));
  }

  isToken(text: string): boolean {
    const given = Buffer.from(text);
    const wanted = Buffer.from(this.token);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}

function isLoopback(host: string): boolean {
  return /^127(\.\d{1,3}){3}$/u.test(host) || ["localhost", "::1", "[::1]"].includes(host);
}

/** An IPv4 address as such, also where it came in the clothes of IPv6. */
function plain(address: string): string {
  return address.replace(/^::ffff:/u, "");
}

function tokenOf(request: IncomingMessage): string {
  const bearer = /^Bearer (\S+)$/u.exec(request.headers.authorization ?? "");
  if (bearer !== null) return bearer[1] ?? "";
  return new URL(request.url ?? "/", "http://x").searchParams.get("token") ?? "";
}
