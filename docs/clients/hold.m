% Octave with the package instrument-control: sets both pressures, waits, reads them.
% rig = tcpclient("127.0.0.1", 5025)  or  rig = serialport("/dev/ttyUSB0", 115200)  stands before it.
1;
function line = ask(rig, message)
  write(rig, uint8([message "\n"]));
  line = "";
  while (byte = read(rig, 1)) != 10  % one byte at a time: readline() of 0.8.0 waits for 100 bytes or its time-out
    line = [line char(byte)];
  endwhile
endfunction
set(rig, "Timeout", 600);  % s: *OPC? answers when both pressures are in their bands
disp(ask(rig, "*IDN?"));
write(rig, uint8("PRES1 0.6 MPA;PRES2 0.25 MPA;OUTP1 ON;OUTP2 ON\n"));
ask(rig, "*OPC?");
disp(ask(rig, "SYST:ERR?"));
printf("last [%s]\n", ask(rig, "MEAS:PRES? (@1,2)"));
clear rig  % closes the connection
