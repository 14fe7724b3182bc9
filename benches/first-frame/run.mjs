// From the last byte of a large dataset to the first painted frame, in Chromium, at this machine's speed.
//
//   node benches/first-frame/run.mjs [dist] [deals] [dataset.json]     a row; the median and the worst, in ms
//
// The page on dist/ opens a generated catalogue (benches/support/generate.rs) of 100,000 deals, with nothing
// in any cache. The time begins when the last byte has come from the server and ends when the frame with the
// picture is painted: reading, checking, compiling links, layout, drawing, the browser's style and paint.
// Runs Chromium over a pipe; it needs nothing but Node and Cargo.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "../../scripts/chromium.mjs";
import { served } from "../../scripts/served.mjs";

const [dist = "dist", deals = "100000", given] = process.argv.slice(2);
const ROUNDS = 5;

if (!existsSync(join(dist, "index.html"))) {
  console.error("first-frame: there is no page; `make build` writes one");
  process.exit(1);
}
const server = await served(dist, { "/data/large.json": given ? readFileSync(given) : generated() });
const browser = chromium("first-frame", ["--headless", "--disable-gpu", "--window-size=1280,800"]);

/** A dataset of so many deals. */
function generated() {
  const folder = mkdtempSync(join(tmpdir(), "first-frame-"));
  const path = join(folder, "large.json");
  execFileSync("cargo", ["bench", "--locked", "--quiet", "--bench", "rights", "--", deals, `--write=${path}`], { stdio: "inherit" });
  const dataset = readFileSync(path);
  rmSync(folder, { recursive: true });
  return dataset;
}

/** Runs in the page before anything else. */
function watch() {
  const channel = new MessageChannel();
  globalThis.firstFrame = new Promise((done) => {
    channel.port1.onmessage = () => {
      const painted = performance.now();
      const { responseEnd } = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/large.json"));
      done({ ms: painted - responseEnd, phase: document.documentElement.dataset.atlas });
    };
    document.addEventListener("catalog-atlas:ready", () => requestAnimationFrame(() => channel.port2.postMessage(0)));
  });
}

async function round() {
  const page = await browser.page(["Page"]);
  await page.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${watch})()` });
  await page.send("Page.navigate", { url: `${server.address}?data=data/large.json` });
  for (;;) {
    const done = await page.evaluate("globalThis.firstFrame ?? null");
    if (done) {
      await page.close();
      return done.ms;
    }
    await new Promise((later) => setTimeout(later, 20));
  }
}

let failed = false;
try {
  // The first round warms the machine's caches, not the page's.
  await round();
  const times = [];
  for (let n = 0; n < ROUNDS; n += 1) times.push(await round());
  times.sort((a, b) => a - b);
  const [median, worst] = [times[ROUNDS >> 1], times[ROUNDS - 1]].map((ms) => Math.round(ms).toString().padStart(9));
  console.log(`${"in Chromium, ms".padEnd(40)}${"deals".padStart(9)}${"median".padStart(9)}${"worst".padStart(9)}  budget`);
  console.log(`${"load: last byte to first painted frame".padEnd(40)}${deals.padStart(9)}${median}${worst}  1,000`);
} catch (error) {
  console.error(`first-frame: ${error.message}`);
  failed = true;
}
server.close();
await browser.close();
process.exit(failed ? 1 : 0);
