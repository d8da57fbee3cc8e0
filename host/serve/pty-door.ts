import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { UsageError } from "../command/exit.js";
import type { RigServer } from "./rig-server.js";

/** Opens a pseudo-terminal, says its path, and carries bytes both ways; ends with its parent. */
const program = `
import os, select, sys, tty
link = sys.argv[1]
master, slave = os.openpty()
tty.setraw(slave)
if os.path.islink(link): os.unlink(link)
os.symlink(os.ttyname(slave), link)
sys.stderr.write("ready " + os.ttyname(slave) + "\\n"); sys.stderr.flush()
os.set_blocking(master, False)
out = b""
try:
    while True:
        read, write, _ = select.select([0, master] if len(out) < 4096 else [master], [master] if out else [], [])
        if 0 in read:
            data = os.read(0, 4096)
            if not data: break
            out += data
        if master in read: os.write(1, os.read(master, 4096))
        if out and master in write:
            try: out = out[os.write(master, out):]
            except BlockingIOError: pass
finally:
    if os.path.islink(link): os.unlink(link)
`;

export interface PtyDoor {
  /** Device that the link points to. */
  readonly device: string;
  close(): void;
}

/** A path at which serial clients find the rig, as one client among the others. */
export async function openPtyDoor(rig: RigServer, path: string): Promise<PtyDoor> {
  const child = start(path);
  const device = await readiness(child, path);
  const { stdin, stdout } = child;
  const client = rig.join("pty", {
    write: (text) => void (stdin?.writable && stdin.write(text, "latin1")),
    backlog: () => stdin?.writableLength ?? 0,
    pause: (paused) => void (paused ? stdout?.pause() : stdout?.resume()),
  });
  stdin?.on("error", () => undefined);
  stdout?.setEncoding("latin1").on("data", (text) => client.receive(String(text)));
  child.on("close", () => rig.mux.leave(client));
  return { device, close: () => void stdin?.end() };
}

function start(path: string): ChildProcess {
  if (has("python3"))
    return spawn("python3", ["-c", program, path], { stdio: ["pipe", "pipe", "pipe"] });
  if (has("socat"))
    return spawn("socat", ["-d", "-d", `PTY,raw,echo=0,link=${path}`, "STDIO"], {
      stdio: ["pipe", "pipe", "pipe"],
    });
  throw new UsageError("--pty needs python3 or socat, and neither is installed here");
}

function has(name: string): boolean {
  return spawnSync(name, [name === "socat" ? "-V" : "-V"], { stdio: "ignore" }).error === undefined;
}

function readiness(child: ChildProcess, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text) => {
      said += text;
      const device = /(?:^ready |PTY is )(\S+)/mu.exec(said)?.[1];
      if (device !== undefined) resolve(device);
    });
    child.on("error", (error) => reject(new UsageError(`--pty ${path}: ${error.message}`)));
    child.on("close", () =>
      reject(new UsageError(`--pty ${path} cannot be made: ${said.trim().split("\n").at(-1)}`)),
    );
  });
}
