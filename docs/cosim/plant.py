#!/usr/bin/env python3
"""A plant for `isobar cosim`: two screws with springs press on the electrodes of a cell that breathes.

    python3 docs/cosim/plant.py --hours 1 > pressures.csv

starts the controller, talks to it line by line as docs/cosim.md says, and prints the true pressures.
Words after the options replace the command that starts the controller. Standard library only.

In it: lash between motor and nut, a spring in series with the contact of the electrode, growth of the
electrodes with charge, room temperature, noise and tare drift of the load cells, converters with
clocks of their own. Not in it: friction of the screw, creep, and force that the wall of the mould
carries from one side to the other.
"""

import argparse
import json
import math
import random
import subprocess
import sys
from pathlib import Path
from shutil import which

HERE = Path(__file__).parent
TICK_S = 0.1
AREA_MM2 = math.pi / 4 * 10.0**2


class Side:
    """One electrode with spring, screw and load cell. Lengths in um, forces in N."""

    def __init__(self, spring, contact, gap, lash, capacity, counts_per_n, tare, rate_hz):
        self.spring = spring  # N/um
        self.contact = contact  # N^0.5/um: the contact's stiffness is this times the root of the force
        self.gap = gap  # way of the nut until it touches
        self.lash = lash
        self.noise_n = 25e-6 * capacity  # 1 sigma of a conversion
        self.drift_n = 20e-6 * capacity  # of the tare, per kelvin
        self.counts_per_n = counts_per_n  # the true ones: a calibration knows them to 0.1 %
        self.tare = tare
        self.rate_hz = rate_hz
        self.register = 0.0  # position of the motor: zero at power-on, positive presses
        self.nut = 0.0
        self.force = 0.0
        self.conversions = 0.0

    def move(self, order, dt):
        """The motion chip goes to its target and stops there; the nut follows with play."""
        if order["enabled"]:
            most = order["speedUmPerS"] * dt
            self.register += max(-most, min(order["targetUm"] - self.register, most))
        self.nut = max(self.register - self.lash / 2, min(self.nut, self.register + self.lash / 2))

    def press(self, growth):
        """Spring and contact in series: x = F / spring + 2 sqrt(F) / contact, solved for F."""
        x = self.nut - self.gap + growth
        half = self.spring / self.contact
        self.force = (math.sqrt(half**2 + self.spring * x) - half) ** 2 if x > 0 else 0.0

    def tell(self, kelvin, dt):
        """What the controller may know: a raw code if a conversion ended, and the chip's register."""
        self.conversions += self.rate_hz * dt
        said = {"positionUm": round(self.register, 4)}
        if self.conversions >= 1:
            self.conversions %= 1
            force = self.force + random.gauss(0, self.noise_n) + self.drift_n * kelvin
            code = round(self.tare + self.counts_per_n * force)
            said["counts"] = max(-(2**23), min(code, 2**23 - 1))
        return said

    @property
    def kpa(self):
        return 1000 * self.force / AREA_MM2


class Cell:
    """Charged and discharged between 0 and 1 mAh/cm2 with 2 mA/cm2, after ten minutes of rest."""

    def __init__(self):
        self.current = 0.0
        self.charge = 0.0  # mAh/cm2

    def step(self, t, dt):
        if t >= 600 and self.current == 0:
            self.current = 2.0
        self.charge += self.current * dt / 3600
        if self.charge > 1 or self.charge < 0:
            self.current = -self.current

    @property
    def anode_growth(self):
        return 4.85 * self.charge  # lithium metal: 4.85 um for each mAh/cm2

    @property
    def cathode_growth(self):
        return -0.6 * self.charge  # a layered oxide gives up lithium and shrinks

    @property
    def volts(self):
        return 3.6 + 0.6 * self.charge + 0.025 * self.current


class Controller:
    """`isobar cosim` in a process of its own: one line there, one line back."""

    def __init__(self, command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def ask(self, line):
        try:
            print(json.dumps(line), file=self.process.stdin, flush=True)
        except BrokenPipeError:
            pass  # it has ended, and has said why on stderr
        answer = self.process.stdout.readline()
        if answer == "":
            sys.exit(self.process.wait())
        return json.loads(answer)

    def end(self):
        self.process.stdin.close()
        return self.process.wait()


def simulate(controller, hours):
    # The truth: springs and load cells are a little off what settings.json says of them.
    anode = Side(0.33, 1.4, 120, 5.6, 500, 8608.6, 43025, 10.2)
    cathode = Side(0.0104, 1.4, 200, 5.6, 50, -86051, -11980, 9.7)
    cell = Cell()
    rest = {"enabled": False}
    order = {"anode": rest, "cathode": rest}
    print("Time / s,Anode pressure / kPa,Cathode pressure / kPa,Anode screw / um,Cathode screw / um")
    for tick in range(1, round(hours * 3600 / TICK_S) + 1):
        t = round(tick * TICK_S, 3)
        kelvin = math.sin(2 * math.pi * t / 5000)  # the room, about 30 degC
        cell.step(t, TICK_S)
        anode.move(order["anode"], TICK_S)
        cathode.move(order["cathode"], TICK_S)
        # The frame grows by 0.5 um/K and so lets the screws go a little.
        anode.press(cell.anode_growth - 0.5 * kelvin)
        cathode.press(cell.cathode_growth - 0.5 * kelvin)
        line = {
            "t": t,
            "anode": anode.tell(kelvin, TICK_S),
            "cathode": cathode.tell(kelvin, TICK_S),
        }
        if tick % 10 == 0:
            line["cell"] = {"volts": round(cell.volts, 4)}
            line["temperature"] = {"degC": round(30 + kelvin, 2)}
        order = controller.ask(line)
        if tick % 100 == 0:
            print(
                f"{t:.0f},{anode.kpa:.3f},{cathode.kpa:.3f},{anode.register:.3f},{cathode.register:.3f}"
            )
        if order["faults"]:
            print(f"at {t} s: {order['faults']}", file=sys.stderr)
            break
    return controller.end()


def main():
    options = argparse.ArgumentParser(description="An example plant for isobar cosim.")
    options.add_argument("--hours", type=float, default=3, help="simulated time (default 3)")
    options.add_argument("--seed", type=int, default=1, help="seed of the noise (default 1)")
    options.add_argument("command", nargs="*", help="command that starts the controller")
    given = options.parse_args()
    random.seed(given.seed)
    files = ["--settings", str(HERE / "settings.json"), "--program", str(HERE / "programme.json")]
    command = given.command or [which("npx") or "npx", "isobar", "cosim", *files]
    sys.exit(simulate(Controller(command), given.hours))


if __name__ == "__main__":
    main()
