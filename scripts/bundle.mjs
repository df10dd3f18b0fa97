/* Bundles the page's scripts and styles into assets/bundle, which is committed, so that serving the atlas needs no
   Node. With --check nothing is written: it says which file is not what the sources give, and ends with 1. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ASSETS = fileURLToPath(new URL("../assets", import.meta.url));
const BUNDLE = path.join(ASSETS, "bundle");
const ENTRIES = [
  { in: "main.js", out: "atlas" },
  { in: "briefing.js", out: "briefing" },
  { in: "styles/index.css", out: "atlas" },
  { in: "styles/briefing.css", out: "briefing" },
];

const made = await build({
  absWorkingDir: ASSETS,
  entryPoints: ENTRIES,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  external: ["../fonts/*"],
  outdir: BUNDLE,
  write: false,
  logLevel: "warning",
});
const stale = made.outputFiles.filter((f) => !existsSync(f.path) || readFileSync(f.path, "utf8") !== f.text);
if (process.argv.includes("--check")) {
  for (const f of stale)
    console.error(`expected ${path.relative(ASSETS, f.path)} as the sources give it; run make bundle`);
  process.exitCode = stale.length ? 1 : 0;
} else {
  mkdirSync(BUNDLE, { recursive: true });
  for (const f of stale) writeFileSync(f.path, f.text);
  for (const f of made.outputFiles) console.log(`${path.relative(ASSETS, f.path)}: ${f.contents.length} bytes`);
}
