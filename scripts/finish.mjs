// The last step of a build, called by Trunk on the finished files before they become dist/:
//
// 1. gives the dataset a second name with its hash, and points index.html at it;
// 2. in a release, shortens the program (scripts/shorten.mjs);
// 3. puts the hash of every inline script into the Content-Security-Policy;
// 4. in a release, lays compressed copies beside the files, for hosts that send those.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { shorten } from "./shorten.mjs";

const dist = process.env.TRUNK_STAGING_DIR;
if (!dist) fail("TRUNK_STAGING_DIR is not set; Trunk calls this script");
const page = join(dist, "index.html");
let html = readFileSync(page, "utf8");

html = nameTheData(html);
const release = process.env.TRUNK_PROFILE === "release";
if (release) html = shorten(dist, html);
html = allowInlineScripts(html);
writeFileSync(page, html);
if (release) compress();

function nameTheData(html) {
  const tag = html.match(/<meta[^>]*\bname="?catalog-atlas-data"?[^>]*>/)?.[0];
  const name = tag?.match(/\bcontent="?([^">\s]+\.json)/)?.[1];
  if (!name) fail('index.html has no <meta name="catalog-atlas-data" content="data/….json">');
  const file = join(dist, name);
  if (!existsSync(file)) fail(`index.html names ${name}, which the build does not contain`);
  const hash = createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 8);
  const hashed = name.replace(/json$/, `${hash}.json`);
  copyFileSync(file, join(dist, hashed));
  // Only the two tags that the page starts from; links for readers keep the lasting name.
  const preload = html.match(/<link[^>]*\brel="?preload"?[^>]*>/g)?.find((link) => link.includes(name));
  if (!preload) fail(`index.html does not preload ${name}`);
  for (const old of [tag, preload]) html = html.replace(old, () => old.replace(name, hashed));
  return html;
}

function allowInlineScripts(html) {
  const place = "'sha256-…'";
  if (!html.includes(place)) fail(`the policy in index.html has no ${place}`);
  const inline = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)].filter(
    ([, attributes]) => !/\bsrc\s*=/.test(attributes) && !/\btype\s*=\s*"?application\//.test(attributes),
  );
  const hashes = inline.map(([, , text]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  return html.replace(place, () => [...new Set(hashes)].join(" "));
}

function compress() {
  const texts = new Set([".html", ".js", ".css", ".wasm", ".json", ".svg", ".csv"]);
  for (const name of readdirSync(dist, { recursive: true })) {
    if (!texts.has(extname(name))) continue;
    const bytes = readFileSync(join(dist, name));
    // Brotli's own default is its highest level.
    writeFileSync(join(dist, `${name}.br`), brotliCompressSync(bytes));
    writeFileSync(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

function fail(message) {
  console.error(`finish: ${message}`);
  process.exit(1);
}
