#!/usr/bin/env python3
"""Plants of your own for `isobar cosim`, many at once: is the controller fit for a rig that nobody has seen?

    python3 docs/cosim/foreign.py --draws 10              ten plants at random, one line of verdict each
    python3 docs/cosim/foreign.py --draw 7                one of them again
    python3 docs/cosim/foreign.py --draw 7 --breath FILE  breathing as measured: a CSV with "Test Time / s" and "Thickness change / mm"

Each plant is a gain or a bent force law behind a dead time and a lag, with lost motion, a cell that breathes, and
converters of some resolution and rate; it says only what it has: often no position, no cell voltage and no temperature.
The controller gets settings (nameplate and calibration, wrong by up to a factor of two in stiffness) and a programme that
begins with `identify`. Python's standard library only.
"""

import argparse
import csv
import json
import math
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which

AREA_MM2 = math.pi / 4 * 10.0**2
STEP_S = 0.02


class Side:
    """Motor, lost motion, force law, dead time, lag and converter of one electrode. Lengths in um, forces in N."""

    def __init__(self, draw, capacity, counts_per_n, stiffness, kpa):
        self.capacity = capacity
        self.k = math.exp(draw.uniform(*map(math.log, stiffness)))
        self.told_k = self.k * math.exp(draw.uniform(math.log(0.5), math.log(2)))
        self.power = draw.choice([1.0, 1.0, 1.5])  # a spring, or a ball on a plate
        self.gap = draw.uniform(10, 200)
        self.lash = draw.choice([0.0, draw.uniform(1, 15)])
        self.lag = draw.uniform(0.02, 0.4)
        self.delay = [0.0] * (1 + round(draw.uniform(0, 0.3) / STEP_S))
        self.noise = capacity * math.exp(draw.uniform(math.log(5e-6), math.log(5e-5)))
        self.counts_per_n = counts_per_n * draw.choice([-1, 1])
        self.tare = round(draw.uniform(-50000, 50000))
        self.gear = 26.85 if self.k > 0.02 else 5.18
        self.kpa = round(draw.uniform(*kpa))
        self.breath = draw.choice([0.0, 0.5, 5.0])  # um, as a sine of an hour, and steeper as a triangle
        self.triangle = draw.random() < 0.5
        self.random = random.Random(draw.random())
        self.register = self.nut = self.force = self.seen = self.due = 0.0

    @property
    def quantum(self):
        return 2000 / (200 * self.gear * 16)

    def step(self, order, growth):
        if order["enabled"]:
            most = order["speedUmPerS"] * STEP_S
            self.register += max(-most, min(order["targetUm"] - self.register, most))
        self.nut = max(self.register - self.lash, min(self.nut, self.register))
        x = self.nut + growth - self.gap
        full = self.kpa * AREA_MM2 / 1000
        # dF/dx is k at the set point, whatever the law.
        self.force = full * (x * self.k / (self.power * full)) ** self.power if x > 0 else 0.0
        self.seen += (self.force - self.seen) * STEP_S / (self.lag + STEP_S)
        self.delay.append(self.seen)
        self.delay.pop(0)

    def growth(self, t):
        phase = t / 3600 % 1
        shape = 4 * abs(phase - 0.5) - 1 if self.triangle else math.sin(2 * math.pi * phase)
        return self.breath * shape

    def tell(self, dt, rate, position):
        said = {"positionUm": round(self.register, 4)} if position else {}
        self.due += dt * rate
        if self.due >= 1:
            self.due %= 1
            force = self.delay[0] + self.random.gauss(0, self.noise)
            said["counts"] = max(-(2**23), min(round(self.tare + self.counts_per_n * force), 2**23 - 1))
        return said

    def settings(self):
        """What a laboratory knows."""
        return {
            "loadCell": {
                "capacity": f"{self.capacity} N",
                "countsPerNewton": f"{self.counts_per_n} counts/N",
                "tare": f"{self.tare} counts",
            },
            "screw": {
                "lead": "2 mm",
                "gearRatio": self.gear,
                "lash": "5.6 um",
                "travelMin": "-30000 um",
                "travelMax": "30000 um",
                "speedMax": "46 um/s" if self.gear > 20 else "240 um/s",
            },
            "train": {"stiffness": f"{self.told_k:.6f} N/um"},
            "limits": {"pressureMax": "5 MPa" if self.capacity > 100 else "0.5 MPa"},
        }


class Plant:
    def __init__(self, number, trace):
        draw = random.Random(number)
        self.anode = Side(draw, 500, 8500, (0.05, 6), (500, 4000))
        self.cathode = Side(draw, 50, 85000, (0.003, 0.5), (100, 450))
        self.rate = draw.choice([5, 10, 20, 80])
        self.pace = draw.choice(["even", "jitter", "gaps"])
        self.position = draw.random() < 0.6
        self.random = random.Random(draw.random())
        self.trace = trace
        self.t = 0.0

    def growth(self):
        return self.anode.growth(self.t) if self.trace is None else between(self.trace, self.t - 1800)

    def next(self, order):
        """Time goes on under the last answer, to the next line."""
        steps = 5
        if self.pace == "jitter":
            steps = self.random.randint(2, 8)
        elif self.pace == "gaps" and self.random.random() < 0.05:
            steps = 25
        for _ in range(steps):
            self.t += STEP_S
            self.anode.step(order["anode"], self.growth())
            self.cathode.step(order["cathode"], self.cathode.growth(self.t))
        dt = steps * STEP_S
        return {
            "t": round(self.t, 2),
            "anode": self.anode.tell(dt, self.rate, self.position),
            "cathode": self.cathode.tell(dt, self.rate, self.position),
        }

    def settings(self):
        return {"die": {"diameter": "10 mm"}, "anode": self.anode.settings(), "cathode": self.cathode.settings()}

    def programme(self):
        to = {"anode": f"{self.anode.kpa} kPa", "cathode": f"{self.cathode.kpa} kPa"}
        return {"name": "foreign", "steps": [{"identify": {}}, {"ramp": {k: {"to": v} for k, v in to.items()}}, {"hold": to}]}

    def __str__(self):
        def side(s):
            return f"{s.k:.4f} N/um told {s.told_k:.4f}, lash {s.lash:.1f} um, {s.kpa} kPa"

        place = "" if self.position else ", no position"
        return f"{self.pace}, {self.rate} Hz{place}; anode {side(self.anode)}; cathode {side(self.cathode)}"


def read_trace(path):
    """Thickness in um against time in s."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        return [(float(r["Test Time / s"]), 1000 * float(r["Thickness change / mm"])) for r in rows]


def between(trace, t):
    """Linear between the points, constant before and after; the search goes on from where it was."""
    if t <= trace[0][0]:
        return 0.0
    if t >= trace[-1][0]:
        return trace[-1][1] - trace[0][1]
    low = between.low if trace[between.low][0] <= t else 0
    while trace[low + 1][0] < t:
        low += 1
    between.low = low
    (t0, y0), (t1, y1) = trace[low], trace[low + 1]
    return y0 + (y1 - y0) * (t - t0) / (t1 - t0) - trace[0][1]


between.low = 0


def run(plant, command, hours):
    """Returns faults, and RMS errors of the true pressures over the last third of the time."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for option, document in (("settings", plant.settings()), ("program", plant.programme())):
            path = Path(folder) / f"{option}.json"
            path.write_text(json.dumps(document), encoding="utf-8")
            files += [f"--{option}", str(path)]
        controller = subprocess.Popen(
            [*command, "cosim", *files], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        rest = {"enabled": False}
        order = {"anode": rest, "cathode": rest, "faults": []}
        squares = {"anode": 0.0, "cathode": 0.0}
        count = 0
        while plant.t < hours * 3600 and not order["faults"]:
            print(json.dumps(plant.next(order)), file=controller.stdin, flush=True)
            answer = controller.stdout.readline()
            if answer == "":
                sys.exit(controller.wait())
            order = json.loads(answer)
            if plant.t > hours * 2400:
                count += 1
                for name in squares:
                    side = getattr(plant, name)
                    squares[name] += (side.force * 1000 / AREA_MM2 - side.kpa) ** 2
        controller.stdin.close()
        controller.wait()
        return order["faults"], {name: math.sqrt(s / max(1, count)) for name, s in squares.items()}


def main():
    options = argparse.ArgumentParser(description="Plants of your own for isobar cosim.")
    options.add_argument("--draws", type=int, default=5, help="how many plants (default 5)")
    options.add_argument("--draw", type=int, help="only this one")
    options.add_argument("--hours", type=float, default=0.75, help="simulated time of each (default 0.75)")
    options.add_argument("--breath", help="CSV of a measured thickness: the anode breathes so, from half an hour on")
    options.add_argument("command", nargs="*", help="command that starts isobar")
    given = options.parse_args()
    command = given.command or [which("npx") or "npx", "isobar"]
    trace = None if given.breath is None else read_trace(given.breath)
    bad = 0
    for number in range(1, given.draws + 1) if given.draw is None else [given.draw]:
        plant = Plant(number, trace)
        faults, rms = run(plant, command, given.hours)
        # A band that a laboratory would call held: two quanta, 1 kPa, or a thousandth.
        bands = {
            name: max(1.0, side.kpa / 1000, 2 * side.quantum * side.k * 1000 / AREA_MM2)
            for name, side in (("anode", plant.anode), ("cathode", plant.cathode))
        }
        held = not faults and all(rms[name] <= bands[name] for name in rms)
        bad += not held
        verdict = "held    " if held else f"NOT HELD {[f['name'] + ' ' + f['side'] for f in faults]}"
        print(f"{number}: {verdict} RMS {rms['anode']:.3f} / {rms['cathode']:.3f} kPa; {plant}", flush=True)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
