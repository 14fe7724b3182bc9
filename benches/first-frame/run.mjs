// From the last byte of a large dataset to the first painted frame, in Chromium, at this machine's speed.
//
//   node benches/first-frame/run.mjs [dist] [deals] [dataset.json]     a row; the median and the worst, in ms
//
// The page on dist/ opens a generated catalogue (benches/support/generate.rs) of 100,000 deals, with nothing
// in any cache. The time begins when the last byte has come from the server and ends when the frame with the
// picture is painted: reading, checking, compiling links, layout, drawing, the browser's style and paint.
// Runs Chromium over a pipe; it needs nothing but Node and Cargo.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";

const [dist = "dist", deals = "100000", given] = process.argv.slice(2);
const ROUNDS = 5;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".css": "text/css" };

if (!existsSync(join(dist, "index.html"))) fail("there is no page; `make build` writes one");
const place = mkdtempSync(join(tmpdir(), "first-frame-"));
const path = given ?? join(place, "large.json");
if (!given) execFileSync("cargo", ["bench", "--locked", "--quiet", "--bench", "rights", "--", deals, `--write=${path}`], { stdio: "inherit" });
const dataset = readFileSync(path);

const server = createServer((request, response) => {
  const path = normalize(new URL(request.url, "http://page").pathname);
  try {
    const body = path === "/data/large.json" ? dataset : readFileSync(join(dist, path.endsWith("/") ? path + "index.html" : path));
    response.setHeader("content-type", TYPES[extname(path)] ?? (path.endsWith("/") ? "text/html" : "application/json"));
    response.setHeader("cache-control", "no-store");
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));

const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
const browser = spawn(
  process.env.CHROME ?? "chromium",
  [...flags, "--window-size=1280,800", `--user-data-dir=${join(place, "profile")}`, "--remote-debugging-pipe", "about:blank"],
  { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
);
browser.on("error", () => fail("there is no chromium; name one in CHROME"));

// Messages of the DevTools protocol, each ended by a zero byte.
const waiting = new Map();
let rest = "";
browser.stdio[4].on("data", (chunk) => {
  const messages = (rest + chunk).split("\0");
  rest = messages.pop();
  for (const message of messages.map((text) => JSON.parse(text))) waiting.get(message.id)?.(message);
});
let last = 0;
async function send(method, params = {}, sessionId) {
  const id = (last += 1);
  const answer = new Promise((done) => waiting.set(id, done));
  browser.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
  const { result, error } = await answer;
  waiting.delete(id);
  if (error) throw new Error(`${method}: ${error.message}`);
  return result;
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
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  await send("Page.enable", {}, sessionId);
  await send("Page.addScriptToEvaluateOnNewDocument", { source: `(${watch})()` }, sessionId);
  await send("Page.navigate", { url: `http://127.0.0.1:${server.address().port}/?data=data/large.json` }, sessionId);
  for (;;) {
    const expression = "globalThis.firstFrame ?? null";
    const { result } = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true }, sessionId);
    if (result.value) {
      await send("Target.closeTarget", { targetId });
      return result.value.ms;
    }
    await new Promise((done) => setTimeout(done, 20));
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
server.closeAllConnections();
browser.kill();
await new Promise((ended) => (browser.exitCode === null && browser.signalCode === null ? browser.once("exit", ended) : ended()));
try {
  rmSync(place, { recursive: true, force: true, maxRetries: 5 });
} catch {
  // Processes of the browser may still write into it; it lies among temporary files.
}
process.exit(failed ? 1 : 0);

function fail(why) {
  console.error(`first-frame: ${why}`);
  process.exit(1);
}
