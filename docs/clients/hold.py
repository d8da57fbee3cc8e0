"""Sets both pressures, waits, logs a minute, plots. pip install pyvisa pyvisa-py matplotlib"""
import csv
import sys
import time
import pyvisa

where = sys.argv[1] if len(sys.argv) > 1 else "TCPIP0::127.0.0.1::5025::SOCKET"
seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 60
rig = pyvisa.ResourceManager("@py").open_resource(where, read_termination="\n", write_termination="\n")
rig.timeout = 600_000  # ms: *OPC? answers when both pressures are in their bands
print(rig.query("*IDN?"))
rig.write("PRES1 0.5 MPA")
rig.write("PRES2 0.2 MPA")
rig.write("OUTP1 ON;:OUTP2 ON")
rig.query("*OPC?")
print(rig.query("SYST:ERR?"))
rows, end = [], time.time() + seconds
while time.time() < end:
    rows.append([time.time(), *rig.query_ascii_values("MEAS:PRES? (@1,2)")])
    time.sleep(min(1.0, seconds / 5))
csv.writer(open("hold.csv", "w", newline="")).writerows([["Unix Time / s", "Anode Pressure / Pa", "Cathode Pressure / Pa"], *rows])
if seconds >= 60:
    import matplotlib.pyplot as plt
    plt.plot([r[0] - rows[0][0] for r in rows], [[r[1] / 1e6, r[2] / 1e6] for r in rows])
    plt.xlabel("Time / s"), plt.ylabel("Pressure / MPa"), plt.savefig("hold.png")
print("last", rows[-1][1:])
