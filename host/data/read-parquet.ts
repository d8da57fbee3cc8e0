import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { decompress as zstandard } from "fzstd";
import { parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet";
import { shown } from "../documents/file-text.js";
import { dataFileError } from "./data-file-error.js";
import { lz4Block } from "./lz4.js";

/**
 * Compressions that are read beside Snappy, which hyparquet brings. LZ4 by a decoder of our own: that of hyparquet-compressors 1.1.2
 * reads a block that is cut off as zeros, without an error.
 */
const compressors = {
  LZ4_RAW: lz4Block,
  GZIP: (block: Uint8Array) => gunzipSync(block),
  BROTLI: (block: Uint8Array) => brotliDecompressSync(block),
  ZSTD: (block: Uint8Array) => zstandard(block),
};

/** The columns of a Parquet file as texts, for the same readers as those of text files. */
export interface ParquetFields {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Does a file say at its start that it is Parquet? */
export function isParquet(bytes: Uint8Array): boolean {
  return bytes.length > 4 && Buffer.from(bytes.subarray(0, 4)).toString("latin1") === "PAR1";
}

export async function readParquet(path: string, bytes: Uint8Array): Promise<ParquetFields> {
  const file = Uint8Array.from(bytes).buffer;
  try {
    const metadata = parquetMetadata(file);
    const names = parquetSchema(metadata).children.map(({ element }) => element.name);
    const objects = await parquetReadObjects({ file, metadata, compressors });
    return { names, rows: objects.map((row) => names.map((name) => fieldOf(row[name]))) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const right = /compression codec/u.test(why) ? "; Zstandard, LZ4 (LZ4_RAW), Snappy, gzip, Brotli, none, or CSV is right" : "";
    throw dataFileError({ file: shown(path) }, `cannot be read as Parquet (${why})${right}`);
  }
}

function fieldOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return value instanceof Date ? value.toISOString().replace("Z", "") : String(value);
}
