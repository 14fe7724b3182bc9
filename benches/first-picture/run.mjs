// Time from a cold start to the first picture of the graph, and until the page answers:
// ours, and minimal pages of other libraries with the same dataset, in one run.
//
//   make first-picture            (or: node run.mjs [rounds])
//
// Slow 4G as browsers emulate it, a processor four times slower, an empty cache, and every file
// sent in brotli 11. "Picture" is the frame in which the drawing is on the screen: our prerendered
// one, a library's first frame. "Answers" is when the page is ready and no task of 50 ms or more
// follows for a second.
import { build } from "esbuild";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { chromium } from "../../scripts/chromium.mjs";

const here = import.meta.dirname;
const dist = join(here, "../../dist");
const rounds = Number(process.argv[2] ?? 5);
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json" };
const FLAGS = ["--headless=new", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--window-size=1280,900"];
const PEERS = ["sigma", "cytoscape", "force-graph", "d3-force"];

const files = new Map();
const put = (path, body) => files.set(path, { type: TYPES[extname(path)] ?? "application/octet-stream", body: brotliCompressSync(body) });
for (const name of readdirSync(dist, { recursive: true })) {
  if (TYPES[extname(name)]) put(`/atlas/${name}`, readFileSync(join(dist, name)));
}
const dataset = readFileSync(join(dist, "index.html"), "utf8").match(/content="?(data\/[^">\s]+)\.[0-9a-f]{8}\.json/)[1];
for (const peer of PEERS) {
  const { outputFiles } = await build({
    entryPoints: [join(here, "pages", `${peer}.mjs`)],
    bundle: true, minify: true, format: "esm", target: "es2022", write: false,
  });
  put(`/${peer}/page.js`, outputFiles[0].contents);
  put(`/${peer}/data.json`, readFileSync(join(dist, `${dataset}.json`)));
  const room = peer === "d3-force" ? "<canvas></canvas>" : '<div id="graph"></div>';
  put(`/${peer}/index.html`, Buffer.from(`<!doctype html><html lang="en"><meta charset="utf-8"><title>${peer}</title>
<style>body{margin:0}#graph{width:100vw;height:100vh}</style><link rel="icon" href="data:,">
<link rel="preload" as="fetch" crossorigin href="data.json">${room}<script type="module" src="page.js"></script>`));
}
const server = createServer((request, response) => {
  const path = new URL(request.url, "http://page").pathname;
  const file = files.get(path.endsWith("/") ? `${path}index.html` : path);
  if (!file) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": file.type, "content-encoding": "br", "content-length": file.body.length });
  response.end(file.body);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));

// Runs before the page: watches for our picture, for ready, and for long tasks.
const WATCH = `
  window.longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((task) => task.startTime + task.duration)))
    .observe({ type: "longtask", buffered: true });
  if (location.pathname.startsWith("/atlas/")) (function look() {
    const seen = [...document.querySelectorAll("svg.scene")].some((svg) => svg.getBoundingClientRect().width > 0);
    if (seen && window.drawnAt === undefined) requestAnimationFrame(() => (window.drawnAt ??= performance.now()));
    if (document.documentElement?.dataset.atlas === "ready") return (window.readyAt = performance.now());
    requestAnimationFrame(look);
  })();`;

async function once(name) {
  const browser = chromium("first-picture", FLAGS);
  try {
    const page = await browser.page(["Page", "Runtime", "Network"]);
    await page.send("Page.addScriptToEvaluateOnNewDocument", { source: WATCH });
    await page.send("Network.emulateNetworkConditions", {
      offline: false, latency: 562.5, downloadThroughput: (1.6e6 * 0.9) / 8, uploadThroughput: (750e3 * 0.9) / 8,
    });
    await page.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.send("Page.navigate", { url: `http://127.0.0.1:${server.address().port}/${name}/` });
    for (const start = Date.now(); Date.now() - start < 90_000; ) {
      await new Promise((later) => setTimeout(later, 200));
      // Asked anew each time: the first answers may still come from the empty page.
      const { now, picture, ready, last } = (await page.evaluate(`({
        now: performance.now(), picture: window.drawnAt, last: Math.max(0, ...(window.longTasks ?? [])),
        ready: location.pathname.startsWith("/atlas/") ? window.readyAt : window.drawnAt,
      })`)) ?? {};
      if (picture && ready && now - Math.max(ready, last) > 1000) return { picture, answers: Math.max(ready, last) };
    }
    throw new Error(`${name} is not ready after a minute and a half`);
  } finally {
    await browser.close();
  }
}

const names = ["atlas", ...PEERS];
const times = Object.fromEntries(names.map((name) => [name, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const name of names) times[name].push(await once(name));
}
server.close();
const median = (name, part) => times[name].map((time) => time[part]).sort((a, b) => a - b)[Math.floor(rounds / 2)];
const bytes = (name) => [...files].filter(([path]) => path.startsWith(`/${name}/`) && !/\/data\/|data\.json|standalone/.test(path)).reduce((sum, [, file]) => sum + file.body.length, 0);
console.log(`medians of ${rounds}, in ms; slow 4G, processor four times slower, cold\n`);
console.log("page".padEnd(13) + ["picture", "answers", "brotli"].map((head) => head.padStart(10)).join(""));
for (const name of names) {
  const cells = [Math.round(median(name, "picture")), Math.round(median(name, "answers")), bytes(name)];
  console.log(name.padEnd(13) + cells.map((cell) => String(cell).padStart(10)).join(""));
}
const late = PEERS.filter((peer) => median(peer, "picture") <= median("atlas", "picture"));
if (late.length > 0) {
  console.error(`\nthe first picture comes after that of ${late.join(", ")}`);
  process.exit(1);
}
