"""Sets both pressures, waits, logs a minute, plots. pip install pyvisa pyvisa-py matplotlib"""
import csv, sys, time
import matplotlib.pyplot as plt
import pyvisa
where = sys.argv[1] if len(sys.argv) > 1 else "TCPIP0::127.0.0.1::5025::SOCKET"
seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
ends = {"read_termination": "\n", "write_termination": "\n", "timeout": 600_000}  # ms: *OPC? waits for both bands
rig = pyvisa.ResourceManager("@py").open_resource(where, **ends)
print(rig.query("*IDN?"))
rig.write("PRES1 0.5 MPA;PRES2 0.2 MPA;OUTP1 ON;OUTP2 ON")
rig.query("*OPC?")
print(rig.query("SYST:ERR?"))
rows = [[time.time(), *rig.query_ascii_values("MEAS:PRES? (@1,2)")] for _ in range(seconds) if not time.sleep(1)]
with open("hold.csv", "w", newline="") as file:
    csv.writer(file).writerows([["Unix Time / s", "Anode Pressure / Pa", "Cathode Pressure / Pa"], *rows])
plt.plot([row[0] - rows[0][0] for row in rows], [[row[1] / 1e6, row[2] / 1e6] for row in rows], label=["Anode", "Cathode"])
plt.gca().set(xlabel="Time / s", ylabel="Pressure / MPa")
plt.legend()
plt.savefig("hold.png")
print("last", rows[-1][1:])
