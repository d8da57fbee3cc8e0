"""A pymeasure driver. pip install pymeasure pyvisa-py

    rig = IsobarRig("TCPIP0::127.0.0.1::5025::SOCKET", visa_library="@py")
    rig.anode_pressure_setpoint = 2.5e6
    rig.anode_enabled = True
    rig.settled           # waits
    print(rig.anode_pressure)
"""
from pymeasure.instruments import Instrument

switch = {"validator": lambda value, values: value, "values": {True: 1, False: 0}, "map_values": True, "check_set_errors": True}


class IsobarRig(Instrument):
    """Channel 1 of the rig is the anode, 2 the cathode. Pressures in Pa, rates in Pa/s, the cell voltage in V."""

    anode_pressure = Instrument.measurement("MEAS:PRES1?", "Filtered pressure of the anode, Pa")
    cathode_pressure = Instrument.measurement("MEAS:PRES2?", "Filtered pressure of the cathode, Pa")
    voltage = Instrument.measurement("MEAS:VOLT?", "Cell voltage, V")
    anode_pressure_setpoint = Instrument.control("PRES1?", "PRES1 %.1f", "Set point of the anode, Pa", check_set_errors=True)
    cathode_pressure_setpoint = Instrument.control("PRES2?", "PRES2 %.1f", "Set point of the cathode, Pa", check_set_errors=True)
    anode_slew = Instrument.control("PRES1:SLEW?", "PRES1:SLEW %.1f", "Ramp rate of the anode, Pa/s", check_set_errors=True)
    cathode_slew = Instrument.control("PRES2:SLEW?", "PRES2:SLEW %.1f", "Ramp rate of the cathode, Pa/s", check_set_errors=True)
    anode_enabled = Instrument.control("OUTP1?", "OUTP1 %d", "Is the pressure of the anode held?", **switch)
    cathode_enabled = Instrument.control("OUTP2?", "OUTP2 %d", "Is the pressure of the cathode held?", **switch)

    settled = Instrument.measurement("*OPC?", "Waits; 1 once both pressures are in their bands")

    def __init__(self, adapter, name="Isobar stack pressure rig", **kwargs):
        super().__init__(adapter, name, includeSCPI=True, read_termination="\n", write_termination="\n", timeout=600_000, **kwargs)

    def check_errors(self):
        """Raises what the rig refused; called after each setting."""
        errors = []
        while (error := self.ask("SYST:ERR?").strip()) != '0,"No error"':
            errors.append(error)
        if errors:
            raise ValueError("; ".join(errors))
        return errors

    def stop(self):
        """Stops all motion."""
        self.write("ABOR")
