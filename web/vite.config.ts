import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { notices } from "./bundle/notices.js";
import { texts } from "./bundle/texts.js";

/** The page as one file that works from the disk: styles, script and the worker's code are within. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  publicDir: false,
  plugins: [texts(), notices(), viteSingleFile({ removeViteModuleLoader: true })],
  build: { target: "es2022", outDir: "dist", emptyOutDir: true, reportCompressedSize: true },
});
