"""A pymeasure-style driver. pip install pymeasure pyvisa-py

    rig = IsobarRig("TCPIP0::127.0.0.1::5025::SOCKET", visa_library="@py")
    rig.anode.pressure_setpoint = 2.5e6
    rig.anode.output = True
    rig.complete          # waits
    print(rig.anode.pressure)
"""
from pymeasure.instruments import Instrument


class Side:
    """One side of the cell; channel 1 is the anode, 2 the cathode."""

    def __init__(self, rig, channel):
        self.rig, self.channel = rig, channel

    @property
    def pressure(self):
        return float(self.rig.ask(f"MEAS:PRES{self.channel}?"))

    @property
    def pressure_setpoint(self):
        return float(self.rig.ask(f"PRES{self.channel}?"))

    @pressure_setpoint.setter
    def pressure_setpoint(self, pascals):
        self.rig.write(f"PRES{self.channel} {pascals:.1f}")

    @property
    def output(self):
        return self.rig.ask(f"OUTP{self.channel}?").strip() == "1"

    @output.setter
    def output(self, on):
        self.rig.write(f"OUTP{self.channel} {'ON' if on else 'OFF'}")


class IsobarRig(Instrument):
    def __init__(self, adapter, name="Isobar stack pressure rig", **kwargs):
        super().__init__(adapter, name, includeSCPI=True, read_termination="\n", write_termination="\n", timeout=600_000, **kwargs)
        self.anode, self.cathode = Side(self, 1), Side(self, 2)

    def stop(self):
        """Stops all motion."""
        self.write("ABOR")
