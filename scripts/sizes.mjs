// What a reader downloads from dist/, and whether the page keeps its limits.
//
//   node scripts/sizes.mjs            a table; exit 1 above the budget
//   node scripts/sizes.mjs --json     the same as JSON
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

// A bare page with cytoscape.js and fcose weighs as much. Without data, brotli 11.
const BUDGET = 149_000;

// The second part of the program, which a page fetches when a reader reaches for it.
const REST = 346_000;

// The whole page with the shipped data in one file, as it lies on a disk.
const SINGLE = 1_006_000;

const dist = "dist";
let names;
try {
  names = readdirSync(dist);
} catch {
  console.error("sizes: there is no dist/; run `make build` first");
  process.exit(1);
}
const html = readFileSync(join(dist, "index.html"), "utf8");
const data = html.match(/<meta[^>]*catalog-atlas-data[^>]*>/)?.[0].match(/data\/[^">\s]+\.json/)?.[0];
if (!data) {
  console.error("sizes: dist/index.html names no dataset");
  process.exit(1);
}

// What `atlas pages` wrote from the data is the data's: picture, rows and sources of the first view.
const shell = html.replace(/(<main[^>]*>)[\s\S]*?(<\/main>)/, "$1$2");

// The style stands in the page.
const late = of("_rest.wasm");
const parts = { html: ["index.html"], js: of(".js"), wasm: of("_bg.wasm"), rest: late, data: [data] };
for (const part of ["js", "wasm", "rest"]) {
  if (parts[part].length === 0) {
    console.error(`sizes: dist/ has no ${part} file`);
    process.exit(1);
  }
}

const rows = Object.entries(parts).map(([part, files]) => {
  const sizes = files.map((name) => measure(part === "html" ? Buffer.from(shell) : readFileSync(join(dist, name))));
  return { part, ...sizes.reduce(add) };
});
const page = rows.filter((row) => !["data", "rest"].includes(row.part)).reduce(add);
const rest = rows.find((row) => row.part === "rest");
const [whole, bare] = [measure(Buffer.from(html)), measure(Buffer.from(shell))];
rows.push({ part: "view", raw: whole.raw - bare.raw, gzip: whole.gzip - bare.gzip, brotli: whole.brotli - bare.brotli });
const single = measure(readFileSync(join(dist, "standalone.html")));
const within = page.brotli <= BUDGET && rest.brotli <= REST;

if (process.argv.includes("--json")) {
  console.log(JSON.stringify({ rows, page, single, budget: BUDGET, within }, null, 2));
} else {
  console.log(line("part", "raw", "gzip 9", "brotli 11"));
  for (const row of rows.slice(0, -3)) console.log(line(row.part, row.raw, row.gzip, row.brotli));
  console.log(line("page", page.raw, page.gzip, page.brotli));
  for (const row of rows.slice(-3)) console.log(line(row.part, row.raw, row.gzip, row.brotli));
  console.log(line("one file", single.raw, single.gzip, single.brotli));
  const percent = Math.round((page.brotli / BUDGET) * 100);
  console.log(`page without data: ${page.brotli} bytes; budget ${BUDGET} (${percent} %)`);
}
if (single.raw > SINGLE) {
  console.error(`sizes: standalone.html is ${single.raw - SINGLE} bytes above ${SINGLE}`);
  process.exitCode = 1;
}
if (!within) {
  console.error(`sizes: the page has ${page.brotli} bytes (at most ${BUDGET}), its second part ${rest.brotli} (at most ${REST})`);
  process.exit(1);
}

function of(extension) {
  return names.filter((name) => name.endsWith(extension));
}

function measure(bytes) {
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length };
}

function add(a, b) {
  return { raw: a.raw + b.raw, gzip: a.gzip + b.gzip, brotli: a.brotli + b.brotli };
}

function line(part, ...numbers) {
  return part.padEnd(9) + numbers.map((number) => String(number).padStart(12)).join("");
}
