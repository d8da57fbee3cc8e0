import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parquetWriteFile } from "hyparquet-writer";
import { formats } from "../../../../host/cyclers/formats.js";
import { readCycler } from "../../../../host/cyclers/read-cycler.js";
import { readDataBytes, textLines } from "../../../../host/data/text-lines.js";
import { projectFile } from "../../../../host/project.js";

const sample = (name: string) => projectFile("test", "data", "cyclers", name);

/** Format, rows, and time, voltage and current of the last row, as the file itself has them. */
const samples: readonly (readonly [string, string, number, number, number, number])[] = [
  [
    "pyprobe__Sample_data_biologic_no_header.mpt",
    "BioLogic text (.mpt, .txt)",
    13,
    281792.502129958,
    2.9814022,
    0,
  ],
  [
    "pyprobe__Sample_data_biologic_timestamped.txt",
    "BioLogic text (.mpt, .txt)",
    8,
    12.464,
    4.154593,
    0.4499184,
  ],
  ["pyprobe__sample_data_arbin.csv", "Arbin CSV", 13, 301.214, 3.599601, 2.650138],
  [
    "pyprobe__sample_data_basytec.txt",
    "Basytec text",
    74,
    70.2358036666668,
    3.53285012323902,
    0.449601734416934,
  ],
  ["pyprobe__sample_data_maccor.csv", "Maccor text", 15, 13.06, 3.716, 28.798],
  // 12:00:01, 2.6909 V.
  ["cellpy__neware_uio.csv", "Neware CSV", 21, 43201, 2.6909, -0.00024872],
  // 24 + 8 + 6 records, the last one at 00:56:01.
  ["cellpy__neware_ife.csv", "Neware CSV with three header levels", 38, 3361, 4.2765, 0.47417],
  // The second step begins 10 s after the first; its record at 40 s is at 50 s.
  ["beep__neware_test.csv", "Neware CSV with three header levels", 7, 50, 3.5556, 1.2477],
  ["sintef.bdf.csv", "Battery Data Format (BDF)", 299, 4470.02, 2.8709, 0],
];

describe("readers of cyclers' files", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "isobar-cyclers-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const file = (name: string, text: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const lastOf = async (path: string) => {
    const { table, format, notes } = await readCycler(path);
    const at = (label: string) => table.numbers(label)?.at(-1);
    return {
      table,
      format,
      notes,
      last: [at("Test Time / s"), at("Voltage / V"), at("Current / A")],
    };
  };
  const rejects = async (path: string, ...said: readonly RegExp[]) => {
    await assert.rejects(readCycler(path), (error: Error) => {
      for (const one of said) assert.match(error.message, one);
      return error.name === "UsageError";
    });
  };

  for (const [name, format, rows, time, volts, current] of samples) {
    it(`read ${name}`, async () => {
      const read = await lastOf(sample(name));
      assert.equal(read.format, format);
      assert.equal(read.table.rows, rows);
      assert.deepEqual(read.last, [time, volts, current]);
    });

    it(`take ${name} for one format only`, () => {
      const path = sample(name);
      const text = textLines(path, readDataBytes(path));
      assert.equal(formats.filter((one) => one.find(text) !== undefined).length, 1);
    });
  }

  it("read Novonix, whose hours become seconds", async () => {
    const { table, format } = await readCycler(sample("pyprobe__sample_data_novonix.csv"));
    assert.equal(format, "Novonix CSV");
    // 0.0003556 h, 3.85240349 V, 0.49989602 A in the second row.
    assert.ok(Math.abs((table.numbers("Test Time / s")?.[1] ?? 0) - 1.28016) < 1e-9);
    assert.equal(table.numbers("Voltage / V")?.[1], 3.85240349);
    assert.equal(table.numbers("Current / A")?.[1], 0.49989602);
  });

  it("read BioLogic with decimal commas, in Latin-1", async () => {
    const text =
      "time/s\tEwe/V\t<I>/mA\tTemperature/\u00b0C\r\n0,5\t3,70000\t-1,5\t25,1\r\n1,5\t3,69\t-1,5\t25,2\r\n";
    const read = await lastOf(file("comma.mpt", Buffer.from(text, "latin1")));
    assert.deepEqual(read.last, [1.5, 3.69, -0.0015]);
    assert.equal(read.table.numbers("Temperature T1 / degC")?.[1], 25.2);
  });

  const nested = [
    "Cycle ID,Cap_Chg(mAh)",
    ",Step ID,Step Name,Step Time",
    ",,Record ID,Time(h:min:s.ms),Voltage(V),Current(mA),Realtime",
    "1,2.5",
    ",1,Rest,00:01:00",
    ",,1,00:00:00.000,3.5000,0.0,2024-01-01 10:00:00",
    ",,2,00:01:00.000,3.5001,0.0,2024-01-01 10:01:00",
    ",2,CC_Chg,00:00:30",
    ",,3,00:00:00.500,3.6000,2.5,2024-01-01 10:01:00",
    ",,4,00:00:30.000,3.6100,2.5,2024-01-01 10:01:30",
    "",
  ].join("\n");

  it("read Neware with three header levels, where time begins anew in each step", async () => {
    const { table, format, last } = await lastOf(file("nested.csv", nested));
    assert.equal(format, "Neware CSV with three header levels");
    assert.deepEqual([...(table.numbers("Test Time / s") ?? [])], [0, 60, 60.5, 90]);
    assert.deepEqual(last, [90, 3.61, 0.0025]);
    assert.deepEqual(table.texts("Step ID"), ["1", "1", "2", "2"]);
    assert.deepEqual(table.texts("Step Type")?.at(-1), "CC_Chg");
  });

  it("read Neware's total time where it stands beside that of the step, and a step behind its cycle", async () => {
    const { table } = await lastOf(sample("cellpy__neware_ife.csv"));
    const [steps, types] = [table.texts("Step ID") ?? [], table.texts("Step Type") ?? []];
    assert.deepEqual([steps[0], types[0], steps[11], types[11]], ["1", "Rest", "2", "CC Chg"]);
    // Record 175 begins the fourth step: 00:00:00 of it, 00:08:11 in all, discharging.
    assert.equal(table.numbers("Test Time / s")?.[27], 491);
    assert.equal(table.numbers("Current / A")?.[27], -0.5);
    assert.equal(table.numbers("Cycle Count / 1")?.at(-1), 2);
    assert.equal(table.numbers("Temperature T1 / degC")?.[0], 26.61);
  });

  it("read Neware with one header line", async () => {
    const text =
      "DataPoint,Cycle Index,Step Index,Step Type,Time,Total Time,Current(A),Voltage(V),Date\n" +
      "1,1,1,Rest,00:00:00,00:00:00,0,3.5,2024-01-01 10:00:00\n2,1,1,Rest,00:00:10,1d 00:00:10,-0.5,3.4,2024-01-02 10:00:10\n";
    assert.deepEqual((await lastOf(file("flat.csv", text))).last, [86410, 3.4, -0.5]);
  });

  it("read PyProBE, from CSV and from Parquet", async () => {
    const text =
      "Date,Time [s],Step,Cycle,Event,Current [A],Voltage [V],Capacity [Ah]\n2024-01-01 10:00:00,0,1,0,0,0,3.5,0\n2024-01-01 10:00:01,1,2,0,1,0.1,3.6,0.1\n";
    assert.deepEqual((await lastOf(file("pyprobe.csv", text))).last, [1, 3.6, 0.1]);
    const path = join(folder, "pyprobe.parquet");
    parquetWriteFile({
      filename: path,
      columnData: [
        { name: "Time [s]", data: [0, 2] },
        { name: "Voltage [V]", data: [3.5, 3.7] },
        { name: "Current [A]", data: [0, -0.2] },
      ],
    });
    const read = await lastOf(path);
    assert.equal(read.format, "PyProBE export");
    assert.deepEqual(read.last, [2, 3.7, -0.2]);
  });

  it("read Parquet whatever it is compressed with, but what is not known, which is said", async () => {
    // Row 200 of what Polars 0.25.2 for Node wrote of made-up numbers: 199 x 2.5 s.
    for (const codec of ["zstd", "lz4", "brotli"]) {
      const { table, last } = await lastOf(sample(`polars_${codec}.parquet`));
      assert.equal(table.rows, 200, codec);
      assert.deepEqual(last, [497.5, 3.7029, -0.25], codec);
    }
    const write = (codec: "GZIP" | "LZ4") => {
      const filename = join(folder, `${codec}.parquet`);
      const values = Array.from({ length: 50 }, (_, i) => i / 8);
      const columnData = ["Time [s]", "Voltage [V]", "Current [A]"].map((name) => ({
        name,
        data: values,
      }));
      parquetWriteFile({ filename, columnData, codec, compressors: { [codec]: gzipSync } });
      return filename;
    };
    assert.deepEqual((await lastOf(write("GZIP"))).last, [6.125, 6.125, 6.125]);
    await rejects(write("LZ4"), /codec: LZ4\); Zstandard, LZ4 \(LZ4_RAW\), Snappy.* is right/);
  });

  it("refuse Parquet with a damaged block, and read no zeros instead", async () => {
    for (const codec of ["zstd", "lz4", "brotli"]) {
      const whole = readFileSync(sample(`polars_${codec}.parquet`));
      // Bytes 200 to 399, in the block of the first column, become one byte again and again.
      const damaged = Buffer.from(whole);
      damaged.fill(damaged[400] as number, 200, 400);
      await rejects(file(`damaged-${codec}.parquet`, damaged), /cannot be read as Parquet/);
    }
  });

  it("read BDF by machine names and by the names that ontology 1.3.0 has given up", async () => {
    const text =
      "test_time_second,voltage_volt,current_ampere,step_capacity_ah,Step Index / 1,cycle_net_energy_wh\n0,3.5,0.1,0.25,1,0.5\n1,3.5,0.1,0.5,2,0.75\n";
    const { table, last } = await lastOf(file("former.bdf.csv", text));
    assert.deepEqual(last, [1, 3.5, 0.1]);
    assert.deepEqual([...(table.numbers("Step Cumulative Capacity / Ah") ?? [])], [0.25, 0.5]);
    assert.deepEqual([...(table.numbers("Step Record Index / 1") ?? [])], [1, 2]);
    assert.deepEqual([...(table.numbers("Cycle Net Energy / Wh") ?? [])], [0.5, 0.75]);
  });

  it("take the sign of Maccor's current from its state, and say when there is none", async () => {
    const text =
      "Rec#\tCyc#\tStep\tTestTime\tStepTime\tAmp-hr\tAmps\tVolts\tState\n1\t0\t1\t0d 00:00:01.00\t0d 00:00:01.00\t0\t0.5\t3.7\tD\n2\t0\t1\t0d 00:00:02.50\t0d 00:00:02.50\t0\t0.5\t3.8\tC\n";
    const { table, notes } = await lastOf(file("maccor.txt", text));
    assert.deepEqual([...(table.numbers("Current / A") ?? [])], [-0.5, 0.5]);
    assert.deepEqual([...(table.numbers("Test Time / s") ?? [])], [1, 2.5]);
    assert.deepEqual(notes, []);
    assert.match(
      (await readCycler(sample("pyprobe__sample_data_maccor.csv"))).notes.join(),
      /sign/,
    );
  });

  it("make Unix times of a cycler's clock only when its zone is given", async () => {
    const path = sample("pyprobe__sample_data_arbin.csv");
    assert.equal((await readCycler(path)).table.has("Unix Time / s"), false);
    // 09/20/2024 08:32:34.558 in a zone one hour ahead of UTC.
    const { table } = await readCycler(path, { zoneS: 3600 });
    assert.equal(table.numbers("Unix Time / s")?.[0], Date.UTC(2024, 8, 20, 7, 32, 34, 558) / 1000);
  });

  it("tell 3 April from 4 March by the days beyond 12", async () => {
    const rows = (a: string, b: string) =>
      `time/s\tEwe/V\tI/mA\n${a} 10:00:00\t3.5\t0\n${b} 10:00:00\t3.5\t0\n`;
    const days = async (a: string, b: string) =>
      (await lastOf(file("days.mpt", rows(a, b)))).last[0];
    assert.equal(await days("03/04/2024", "13/04/2024"), 10 * 86400);
    assert.equal(await days("03/04/2024", "03/14/2024"), 10 * 86400);
  });

  const header = "Test Time / s,Voltage / V,Current / A\n";
  it("name file, line, column and what would be right", async () => {
    await rejects(
      file("bad.csv", `${header}0,3.5,0\n1,17.968\u00cd A33,0\n`),
      /bad\.csv, line 3, column 2 \(Voltage \/ V\): .*no number; a decimal number such as 3\.7 is right/,
    );
    await rejects(
      file("short.csv", `${header}0,3.5,0\n1,3.5\n2,3.5,0\n`),
      /line 3.*2 fields; 3 as in the header/,
    );
    await rejects(file("long.csv", `${header}0,3.5,0,9\n`), /line 2.*4 fields; 3 as in the header/);
    await rejects(
      file("back.csv", `${header}5,3.5,0\n4,3.5,0\n`),
      /line 3, column 1.*goes back from 5 s to 4 s/,
    );
    await rejects(file("none.csv", `${header},3.5,0\n`), /line 2, column 1.*time is missing/);
    await rejects(file("only.csv", header), /only\.csv, line 2: has no row/);
    await rejects(
      file("step.csv", nested.replace("00:01:00.000,", "later,")),
      /line 7, column 4.*01:30:00\.500 is right/,
    );
  });

  it("say which formats are known when a file is in none", async () => {
    await rejects(
      file("table.csv", "a,b\n1,2\n"),
      /in no format that is known here.*Arbin.*always right/,
    );
    await rejects(file("empty.csv", ""), /is empty/);
    await rejects(file("binary.mpr", Buffer.from([66, 0, 1, 2])), /not a text file/);
    await rejects(
      file("cut.parquet", Buffer.from("PAR1 and no more")),
      /cannot be read as Parquet/,
    );
    await rejects(join(folder, "missing.csv"), /there is no such file/);
  });

  it("leave out a last row that is still being written, and say so", async () => {
    const { table, notes } = await lastOf(file("torn.csv", `${header}0,3.5,0\n1,3.5,0\n2,3.`));
    assert.equal(table.rows, 2);
    assert.match(notes.join(), /line 4 is cut off/);
  });
});
