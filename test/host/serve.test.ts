// `isobar serve` before the simulated rig, with the sockets that a laboratory's programs would open.

import assert from "node:assert/strict";
import { once } from "node:events";
import { WebSocket } from "ws";
import { ServedRig } from "../../bench/serve/served-rig.js";
import { Access } from "../../host/serve/access.js";

const paths = [
  "anode.screw.lash",
  "anode.loadCell.capacity",
  "cathode.loadCell.capacity",
  "die.diameter",
  "guard.quietTime",
];

describe("isobar serve", () => {
  let rig: ServedRig;
  const fresh = async (speed: number, access?: Access) => {
    rig = await ServedRig.start(speed, access);
    return rig;
  };
  afterEach(() => rig.close());

  it("gives each of 16 clients its own replies and errors, beside a flooder and one who does not read", async () => {
    const { world } = await fresh(4);
    const alone = await rig.client();
    const values = new Map<string, string | undefined>();
    for (const path of paths) values.set(path, await alone.ask(`SETT:VAL? "${path}"`));
    assert.equal(new Set(values.values()).size, paths.length, [...values.values()].join());
    const flooder = await rig.client();
    flooder.send("MEAS:PRES? (@1,2)\n".repeat(5000));
    const deaf = await rig.client();
    deaf.socket.pause();
    deaf.send("DATA:STR ON\n");
    deaf.send("SYST:HELP:HEAD?\n".repeat(20));
    const began = performance.now();
    const beganS = world.atS;
    let slowestMs = 0;
    const converse = async (k: number) => {
      const client = await rig.client();
      for (let round = 0; round < 4; round += 1) {
        const path = paths[(k + round) % paths.length] ?? "";
        const asked = performance.now();
        assert.equal(await client.ask(`SETT:VAL? "${path}"`), values.get(path));
        slowestMs = Math.max(slowestMs, performance.now() - asked);
        client.send(`WRONG${k}R${round} 1\n`);
        assert.equal(await client.ask("SYST:ERR?"), `-113,"Undefined header;WRONG${k}R${round}"`);
        assert.equal(await client.ask("SYST:ERR?"), '0,"No error"');
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, k) => converse(k)));
    // Eighteen take turns; the longest turn is the list of all headers, some 4 kB on the wire.
    assert.ok(slowestMs < 2000, `${slowestMs} ms`);
    const wallS = (performance.now() - began) / 1000;
    // The rig's time ran with the clock all the while: 4 times as fast, a tick more or less.
    assert.ok(world.atS - beganS > 4 * wallS * 0.8 - 0.4, `${world.atS - beganS} s in ${wallS} s`);
    assert.ok(flooder.lines.length > 0, "the flooder is served as well");
    assert.equal(new Set(flooder.lines.map((line) => line.split(",").length)).size, 1);
  });

  it("gives who asks long lists no more of the line than the others", async () => {
    await fresh(4);
    const lister = await rig.client();
    lister.send("SYST:HELP:HEAD?\n".repeat(20));
    const list = (await lister.next()) ?? "";
    const one = await rig.client();
    one.send("MEAS:VOLT?\n".repeat(40));
    for (let heard = 0; heard < 40; heard += 1) await one.next();
    // Question and answer are 11 + 9 bytes: 40 are fewer than one list, and the list that is under way comes to its end.
    assert.ok(list.length > 40 * 20, `${list.length}`);
    assert.ok(lister.lines.length <= 2, `${lister.lines.length} lists meanwhile`);
    // And who asks alone has all of it.
    assert.equal(await lister.next(), list);
  });

  it("streams to those who asked, and breaks nobody's reply by a row", async () => {
    await fresh(20);
    const listener = await rig.client();
    const asker = await rig.client();
    listener.send("DATA:STR:INT 0.1\nDATA:STR ON\n");
    for (let i = 0; i < 60; i += 1) {
      assert.match((await asker.ask("*IDN?")) ?? "", /^Isobar,Stack Pressure Rig,SIM-1,/u);
    }
    assert.equal(await asker.ask("DATA:STR?"), "0");
    assert.match((await listener.next()) ?? "", /^#H,1,/u);
    const kinds = new Set(listener.lines.map((line) => line.slice(0, 2)));
    assert.deepEqual([...kinds].sort(), ["#H", "$D"]);
    listener.send("DATA:STR OFF\n");
    listener.lines.length = 0;
    let reply = await listener.ask("DATA:STR?");
    while (reply?.startsWith("$")) reply = await listener.next();
    assert.equal(reply, "0");
  });

  it("waits with *OPC? for one client while the others are served, and ends the wait by !", async () => {
    await fresh(50);
    const one = await rig.client();
    const other = await rig.client();
    while ((Number(await other.ask("STAT:OPER:COND?")) & 16) === 0);
    one.send("PRES1:SLEW 50 KPA/S;LEV 0.3 MPA;:OUTP1 ON;*OPC?;:MEAS:PRES1?\n");
    let polls = 0;
    while (one.lines.length === 0) {
      await other.ask("MEAS:PRES1?");
      polls += 1;
    }
    assert.ok(polls > 5, `${polls}`);
    const [done = "", pressure = ""] = ((await one.next()) ?? "").split(";");
    assert.equal(done, "1");
    // The band: 1 % or 2 kPa, and the noise of one reading.
    assert.ok(Math.abs(Number(pressure) - 0.3e6) < 6e3, pressure);
    one.send("PRES1 3 MPA;*OPC?\n");
    while ((Number(await other.ask("STAT:OPER:COND?")) & 2) === 0);
    other.send("!");
    assert.equal(await one.next(), "1");
    assert.equal(await other.ask("OUTP1?"), "0");
  });

  it("opens a cut line again and gives the stream what was made meanwhile", async () => {
    await fresh(20);
    const client = await rig.client();
    client.send("DATA:STR ON\n");
    const numbers = new Set<number>();
    const listen = async (until: number) => {
      while (!numbers.has(until)) {
        const line = (await client.next()) ?? "";
        const number = /^\$(?:DS?|E),(\d+),/u.exec(line)?.[1];
        if (number !== undefined) numbers.add(Number(number));
      }
    };
    const begin = rig.world.rig.telemetry.sequence;
    await listen(begin + 20);
    rig.cut(300);
    await listen(begin + 80);
    while (numbers.size < Math.max(...numbers) - Math.min(...numbers) + 1)
      await listen(Math.max(...numbers) + 1);
    assert.ok(rig.said.some((text) => text.includes("opening it again")));
    assert.equal(rig.server.desk.missing, 0);
    const metrics = await (await fetch(`http://127.0.0.1:${rig.webPort}/metrics`)).text();
    assert.match(metrics, /isobar_line_openings_total\{rig="1"\} 2\n/u);
    assert.match(metrics, /isobar_pressure_pascals\{rig="1",side="anode"\} -?\d/u);
  });

  it("drops what speaks HTTP on the SCPI port before any of it is obeyed", async () => {
    await fresh(20);
    const watch = await rig.client();
    assert.match((await watch.ask("*IDN?")) ?? "", /^Isobar/u);
    for (const pieces of [
      ["POST / HTTP/1.1\r\nHost: x\r\n\r\nPRES1 1 MPA\n"],
      ["G", "ET /!", "\nPRES1 1 MPA\n"],
      ["\x16\x03\x01PRES1 1 MPA\n"],
    ]) {
      const browser = await rig.client();
      for (const piece of pieces) {
        browser.send(piece);
        await new Promise((resolve) => setImmediate(resolve));
      }
      assert.equal(await browser.next(), undefined);
    }
    assert.equal(Number(await watch.ask("PRES1?")), 0);
  });

  it("lets no foreign page in, and pages from files with the token only", async () => {
    await fresh(20);
    const attempt = async (path: string, headers: Record<string, string>) => {
      const socket = new WebSocket(`ws://127.0.0.1:${rig.webPort}${path}`, { headers });
      const came = await Promise.race([
        once(socket, "open").then(() => 101),
        once(socket, "unexpected-response").then(([, response]) => Number(response.statusCode)),
      ]);
      let reply = "";
      if (came === 101) {
        socket.send("*IDN?");
        reply = String((await once(socket, "message"))[0]);
      }
      socket.on("error", () => undefined);
      socket.terminate();
      return `${came} ${reply.slice(0, 6)}`;
    };
    const own = `http://127.0.0.1:${rig.webPort}`;
    const token = "a-token-of-the-test";
    assert.equal(await attempt("/scpi", {}), "101 Isobar");
    assert.equal(await attempt("/scpi", { origin: own }), "101 Isobar");
    assert.equal(await attempt("/scpi", { origin: "http://evil.example" }), "403 ");
    assert.equal(await attempt(`/scpi?token=${token}`, { origin: "http://evil.example" }), "403 ");
    assert.equal(await attempt("/scpi", { origin: "null" }), "403 ");
    assert.equal(await attempt("/scpi?token=wrong", { origin: "null" }), "403 ");
    assert.equal(await attempt(`/scpi?token=${token}`, { origin: "null" }), "101 Isobar");
    // A name that a stranger's name server made point here: page and origin agree, and are refused all the same.
    const rebound = { host: "evil.example:8080", origin: "http://evil.example:8080" };
    assert.equal(await attempt("/scpi", rebound), "403 ");
    assert.equal(await attempt("/other", {}), "404 ");
    assert.equal(await attempt("/scpi?rig=2", {}), "404 ");
    const passwd = await fetch(`${own}/..%2f..%2fpackage.json`);
    assert.equal(passwd.status, 404);
  });

  it("asks those who come from elsewhere for the token", async () => {
    assert.throws(() => new Access("0.0.0.0", undefined), /give --token too/);
    assert.throws(() => new Access("0.0.0.0", "short"), /16 to 200/);
    const access = new Access("127.0.0.1", "a-token-of-the-test");
    access.isStranger = () => true;
    await fresh(20, access);
    const without = await rig.client();
    assert.equal(await without.ask("*IDN?"), undefined);
    const wrong = await rig.client();
    assert.equal(await wrong.ask("AUTH something"), undefined);
    const right = await rig.client();
    right.send("AUTH a-token-of-the-test\n");
    assert.match((await right.ask("*IDN?")) ?? "", /^Isobar/u);
    const metrics = `http://127.0.0.1:${rig.webPort}/metrics`;
    assert.equal((await fetch(metrics)).status, 403);
    assert.equal((await fetch(`${metrics}?token=a-token-of-the-test`)).status, 200);
  });
});
