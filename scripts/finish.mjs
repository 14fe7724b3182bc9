// The last step of a build, called by Trunk on the finished files before they become dist/:
//
// 1. gives the dataset a second name with its hash, and points index.html at it; in a release with its
//    records beside it;
// 2. in a release, puts the style into the page, takes the program apart (scripts/split.mjs) and shortens
//    it (scripts/shorten.mjs), writes the first view into the page with `atlas pages`, and the single
//    file (scripts/standalone.mjs);
// 3. puts the hash of every inline script into the Content-Security-Policy;
// 4. in a release, lays compressed copies beside the files, for hosts that send those, and
//    lists the SHA-256 of every file.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { bare } from "./binary.mjs";
import { rehearse } from "./rehearse.mjs";
import { withFetchedRest, withMarks } from "./rest.mjs";
import { found, inOnePiece, namesOf, shorten } from "./shorten.mjs";
import { marked, optimised, split } from "./split.mjs";
import { asLinked, glue, policy, standalone } from "./standalone.mjs";

// The native tool of the same sources.
const ATLAS = ["run", "--quiet", "--locked", "--bin", "atlas", "--"];

const dist = process.env.TRUNK_STAGING_DIR;
if (!dist) fail("TRUNK_STAGING_DIR is not set; Trunk calls this script");
const page = join(dist, "index.html");
let html = readFileSync(page, "utf8");

const site = setting("catalog-atlas-site-url");
const data = setting("catalog-atlas-data");
const release = process.env.TRUNK_PROFILE === "release";
html = allowDataHosts(nameTheData(html));
if (release) {
  const { stem, program: noted } = found(dist);
  const program = bare(noted);
  const { module } = namesOf([program]);
  const linked = asLinked();
  const script = glue(linked, module);
  const { app, seen } = await rehearsed(script, program, module);
  const parts = split(program, readFileSync(linked), seen, module);
  const [first, rest] = [parts.first, parts.rest].map(optimised);
  const short = shorten(dist, withStyle(html), { stem, first, rest }, withFetchedRest);
  html = withPlaces(withFirstView(short.html), app);
  // One piece takes less room than two, and a file on a disk has nothing to wait for.
  const whole = inOnePiece(optimised(program), script);
  const single = standalone({ ...whole, dist, data, html, site: site && site.replace(/\/*$/, "/") });
  writeFileSync(join(dist, "standalone.html"), allowInlineScripts(policy(single)));
}
html = allowInlineScripts(html);
writeFileSync(page, html);
if (release) {
  compress();
  listHashes();
}

/** A setting of the publisher, which stands in the head of index.html. */
function setting(name) {
  const tag = [...html.matchAll(/<meta\b[^>]*>/g)].map(([tag]) => tag).find((tag) => new RegExp(`name="?${name}[" >]`).test(tag));
  if (!tag) fail(`index.html has no <meta name="${name}" content="…">`);
  return tag.match(/\bcontent="([^"]*)"|\bcontent=([^\s>]*)/)?.slice(1).find(Boolean) ?? "";
}

/** Hosts that readers may load data from: the policy must name them too. */
function allowDataHosts(html) {
  const hosts = setting("catalog-atlas-data-hosts").split(/[\s,]+/).filter(Boolean);
  const bad = hosts.find((host) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/.test(host));
  if (bad) fail(`catalog-atlas-data-hosts: “${bad}” is no host name such as data.example.org`);
  const allowed = hosts.map((host) => ` https://${host}`).join("");
  return html.replace(/connect-src 'self'/, (all) => all + allowed);
}

/** The style in the page: the first picture then waits for one file, not for two. */
function withStyle(html) {
  return html.replace(/<link[^>]*\brel="?stylesheet"?[^>]*>/, (tag) => {
    const file = tag.match(/href="?\.?\/?([^">\s]+\.css)/)[1];
    const css = readFileSync(join(dist, file), "utf8");
    if (css.includes("</")) fail("the style sheet would end its element");
    rmSync(join(dist, file));
    return `<style>${css}</style>`;
  });
}

function withFirstView(html) {
  writeFileSync(page, html);
  const fonts = process.env.ATLAS_NO_PICTURES ? ["--no-pictures"] : [];
  const built = buildDay();
  const command = [...ATLAS, "pages", join(dist, data), "--dist", dist, "--data", data];
  if (site) command.push("--site-url", site);
  if (built) command.push("--built", built);
  try {
    execFileSync("cargo", [...command, ...fonts], { stdio: "inherit" });
  } catch {
    fail("the first view could not be written (see above)");
  }
  return readFileSync(page, "utf8");
}

/** Lays the records of a dataset beside it (src/data/packed); says why not of one that the page must read itself. */
function pack(file, packed) {
  const made = spawnSync("cargo", [...ATLAS, "pages", file, "--pack", packed], { stdio: ["ignore", "inherit", "pipe"], encoding: "utf8" });
  if (made.status !== 0) console.warn(`finish: ${made.stderr.trim()}; the page reads it itself, and waits for its second part for that`);
  return made.status === 0;
}

/** What the live page puts around its picture, and the numbers of what its first view needs. */
async function rehearsed(script, program, module) {
  const seen = new Set();
  const given = {
    glue: withMarks(script), program: marked(program, module), data: readFileSync(join(dist, setting("catalog-atlas-data")), "utf8"), built: buildDay(), site,
    mark: (at) => seen.add(at),
  };
  const app = await rehearse({ ...given, width: 1240 });
  for (const plays of [
    { width: 1240, plays: true },
    { width: 390, plays: true, language: "zh-CN" },
    { width: 1240, plays: true, slow: true },
    { width: 640, plays: true, search: "?embed=1&theme=dark&lang=zh-Hans&date=2016-05" },
    // What hosts, resizers and those who count readers add.
    { width: 640, search: "?embed=1&childId=atlas-0&utm_source=feed" },
    // Where it has an address of its own, and was built on no day.
    { width: 640, search: "?embed=1", site: "https://page.invalid/", built: "" },
    // Days of which something else is to be said.
    ...["2000-01-01", "2012-03", "2014-02-11", "2019-06", "2026-11-01"].map((date) => ({ width: 1240, hash: `#date=${date}` })),
    ...["2010-05", "2015-10-09", "2017-09-12", "2022-01-01"].map((date) => ({ width: 390, hash: `#date=${date}&lang=zh-Hans` })),
    // Whatever fails must be said without another part.
    { width: 1240, hash: "#view=matrix", ends: "failed" },
    { width: 1240, hash: "#focus=nobody", ends: "failed" },
    { width: 1240, status: 404, ends: "failed" },
    // Data that have changed since, or were not packed, wait for what reads them.
    { width: 1240, data: given.data.replace("name", "Name"), ends: "failed" },
    { width: 1240, data: "{}", ends: "failed" },
  ]) await rehearse({ ...given, ...plays });
  return { app, seen };
}

/** Keeps the places of what the live page has around its picture: the same elements, unseen. */
function withPlaces(html, app) {
  const wait = (element) => {
    element.setAttribute("class", `${element.getAttribute("class") ?? ""} wait`.trim());
    element.setAttribute("inert", "");
    for (const one of [element, ...element.all()]) {
      one.removeAttribute("id");
      // What is folded takes no place, and a drawing has its place without its lines.
      const folded = one.localName === "details" && !one.hasAttribute("open");
      if (folded) one.childNodes = one.childNodes.filter((kid) => kid.localName === "summary");
      if (one.localName === "svg") one.childNodes = [];
      // A parser ends a paragraph where a block begins; the live page has no parser.
      if (one.localName === "p" && [...one.all()].some((kid) => ["div", "ul"].includes(kid.localName))) {
        one.localName = "div";
      }
    }
    return element.html;
  };
  const top = app.querySelector(".mast").parentNode.childNodes;
  const [head, stage, foot] = [".mast", ".stage", ".foot"].map((css) => top.indexOf(app.querySelector(css)));
  const between = (from, to) => top.slice(from + 1, to).filter((node) => node.localName).map(wait).join("");
  const view = [".help", ".graph-tools"].map((css) => app.querySelector(css)).map((element) => (element ? wait(element) : ""));
  const place = (before, text) => {
    if (!html.includes(before)) fail(`the first view has no ${before}`);
    html = html.replace(before, () => text);
  };
  place('<div class="stage">', `${between(head, stage)}<div class="stage">`);
  place('<footer class="foot">', `${between(stage, foot)}<footer class="foot">`);
  place('<div class="graph">', `${view[0]}<div class="graph">${view[1]}`);
  return html;
}

/** The day of the sources, not of the clock: the same sources give the same page. */
function buildDay() {
  if (process.env.SOURCE_DATE_EPOCH) return new Date(process.env.SOURCE_DATE_EPOCH * 1000).toISOString().slice(0, 10);
  try {
    const seconds = execFileSync("git", ["log", "-1", "--format=%ct"], { stdio: ["ignore", "pipe", "ignore"] });
    return new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
  } catch {
    return "";
  }
}

function nameTheData(html) {
  const tag = html.match(/<meta[^>]*\bname="?catalog-atlas-data"?[^>]*>/)?.[0];
  const name = tag?.match(/\bcontent="?([^">\s]+\.json)/)?.[1];
  if (!name) fail('index.html has no <meta name="catalog-atlas-data" content="data/….json">');
  const file = join(dist, name);
  if (!existsSync(file)) fail(`index.html names ${name}, which the build does not contain`);
  const packed = `${file}.packed`;
  if (!release || !pack(file, packed)) copyFileSync(file, packed);
  const hash = createHash("sha256").update(readFileSync(packed)).digest("hex").slice(0, 8);
  const hashed = name.replace(/json$/, `${hash}.json`);
  renameSync(packed, join(dist, hashed));
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
    ([, attributes]) => !/\bsrc\s*=/.test(attributes) && !/\btype\s*=\s*"?(?:application|text)\//.test(attributes),
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

/** What was built, for whoever wants to check what is served. */
function listHashes() {
  const files = readdirSync(dist, { recursive: true }).filter((name) => statSync(join(dist, name)).isFile());
  const line = (name) => `${createHash("sha256").update(readFileSync(join(dist, name))).digest("hex")}  ${name}\n`;
  writeFileSync(join(dist, "SHA256SUMS"), files.sort().map(line).join(""));
}

function fail(message) {
  console.error(`finish: ${message}`);
  process.exit(1);
}
