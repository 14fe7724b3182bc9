// How long the page on dist/ needs from an event to the frame that shows its effect.
//
//   node scripts/frames.mjs [dist] [slow-down]     a table; medians and the worst, in ms
//   node scripts/frames.mjs dist 1 large.json view=matrix     of another dataset, at another address;
//                                   `cargo bench --bench large -- write .` makes large ones
//
// Each event comes at the start of a frame, as those of a pointer do, and the time ends when
// that frame is painted: all the work of the page and of the browser, without waiting for the
// screen. 16.7 ms are one frame. The last column is how long the page's main thread really ran
// for an event, frames of transitions and the panel included, times the slow-down (Linux only):
// it says the same on a busy machine. The first line says how fast the machine is, by work that is
// always the same: numbers of two machines compare by it. Runs Chromium over a pipe; it needs nothing but Node.
import { readFileSync } from "node:fs";
import { chromium } from "./chromium.mjs";
import { served } from "./served.mjs";

const [dist = "dist", slowdown = "4", dataset, fragment = ""] = process.argv.slice(2);
const ROUNDS = 25;
const WARM = 3;
const NAMES = ["nothing at all", "date step", "scrub by 90 days", "filter on or off", "focus on a party", "hover over a party", "hover over a mark", "scroll by 300 px"];

const server = await served(dist, dataset ? { "/data/other.json": readFileSync(dataset) } : {});
const browser = chromium("frames", ["--headless", "--disable-gpu", "--window-size=1280,800"]);

/** Runs in an empty page: the same work on every machine, drawn and counted; medians in ms. */
async function calibrate(rounds) {
  const channel = new MessageChannel();
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 1200 800");
  document.body.append(svg);
  const drawn = (round) =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        const start = performance.now();
        channel.port1.onmessage = () => done(performance.now() - start);
        let marks = "";
        for (let n = 0; n < 300; n += 1) {
          const [x, y] = [(n % 10) * 120, Math.floor(n / 10) * 26 + (round % 5)];
          marks += `<g transform="translate(${x} ${y})"><path d="M0 9C40 9 60 ${n % 26} 110 9"/><text y="14">Name ${n}</text></g>`;
        }
        svg.innerHTML = marks;
        channel.port2.postMessage(0);
      }),
    );
  const counted = (round) => {
    const start = performance.now();
    let sum = round;
    for (let n = 0; n < 2_000_000; n += 1) sum = Math.imul(sum ^ n, 0x9e3779b1) + (sum >>> 15);
    // Written, so that no compiler finds that nobody needs it.
    svg.dataset.sum = sum;
    return performance.now() - start;
  };
  const times = [[], []];
  for (let round = -5; round < rounds; round += 1) {
    const both = [await drawn(round), counted(round)];
    if (round >= 0) both.forEach((time, at) => times[at].push(time));
    await new Promise((done) => setTimeout(done, 30));
  }
  return times.map((all) => all.sort((a, b) => a - b)[rounds >> 1]);
}

/** Runs in the page. */
async function measure(rounds, warm, only) {
  const doc = document;
  const channel = new MessageChannel();
  /** From the event at the start of a frame until that frame is painted. */
  const timed = (act) =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        const start = performance.now();
        channel.port1.onmessage = () => done(performance.now() - start);
        act();
        channel.port2.postMessage(0);
      }),
    );
  const pause = () => new Promise((done) => setTimeout(done, 60));
  const results = {};
  /** `before` is what comes a moment earlier by nature: a pointer goes down before it clicks. */
  const repeat = async (name, act, before) => {
    if (name !== only) return;
    const times = [];
    for (let n = -warm; n < rounds; n += 1) {
      before?.(n + warm);
      if (before) await pause();
      const time = await timed(() => act(n + warm));
      if (n >= 0) times.push(time);
      await pause();
    }
    times.sort((a, b) => a - b);
    results[name] = [times[times.length >> 1], times[times.length - 1]];
  };
  const range = doc.querySelector("input[type=range]");
  const set = (value) => {
    range.value = value;
    range.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const press = (selector) =>
    doc.querySelector(selector)?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  const parties = () => [...doc.querySelectorAll("svg.scene [data-party]")].map((mark) => mark.dataset.party);
  const begin = Number(range.value);
  await repeat("nothing at all", () => {});
  await repeat("date step", (n) => press(`.date-row button:nth-of-type(${n % 14 < 7 ? 3 : 1})`));
  await repeat("scrub by 90 days", (n) => set(begin - 900 + n * 90));
  set(begin);
  range.dispatchEvent(new Event("change", { bubbles: true }));
  await pause();
  // An even number of times, so that it is off in the end.
  const filter = doc.querySelector(".filters input");
  await repeat("filter on or off", () => filter?.click());
  await pause();
  const all = parties();
  const mark = (n) => `svg.scene [data-party="${all[(n * 2) % all.length]}"]`;
  await repeat("focus on a party", (n) => press(mark(n)), (n) =>
    doc.querySelector(mark(n))?.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true })),
  );
  await pause();
  await repeat("hover over a party", (n) =>
    doc
      .querySelector(`svg.scene [data-party="${all[(n * 3) % all.length]}"] rect`)
      ?.dispatchEvent(new PointerEvent("pointerover", { bubbles: true })),
  );
  const marks = doc.querySelectorAll("svg.scene :is([data-grant], [data-cell])");
  await repeat("hover over a mark", (n) =>
    marks[(n * 37) % marks.length]?.firstElementChild.dispatchEvent(new PointerEvent("pointerover", { bubbles: true })),
  );
  // Down the page, and along the box of a wide picture.
  await repeat("scroll by 300 px", (n) => {
    scrollTo(0, n * 300);
    doc.querySelector(".scroll-box")?.scrollBy(n % 12 < 6 ? 300 : -300, 0);
  });
  return results[only];
}

let failed = false;
try {
  const { send, evaluate } = await browser.page();
  await send("Emulation.setDeviceMetricsOverride", { width: 1280, height: 800, deviceScaleFactor: 1, mobile: false });
  await send("Emulation.setCPUThrottlingRate", { rate: Number(slowdown) });
  const [drawn, counted] = await evaluate(`(${calibrate})(${ROUNDS})`);
  await send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const query = dataset ? "?data=data/other.json" : "";
  await send("Page.navigate", { url: `${server.address}${query}#${fragment}` });
  const ready = `new Promise((done) => {
    const root = document.documentElement;
    if (root.dataset.atlas == "ready") done();
    addEventListener("catalog-atlas:ready", done);
    document.addEventListener("catalog-atlas:ready", done);
  })`;
  while ((await evaluate("location.protocol")) !== "http:") await new Promise((done) => setTimeout(done, 20));
  await evaluate(ready);
  // Whoever presses something has moved the pointer there, and the second part has come.
  await evaluate("globalThis.atlasRest?.()");
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  const pages = processInfo.filter(({ type }) => type === "renderer");
  /** How long the busiest page has run, in ms; not a number where nobody tells. */
  const ran = () => {
    try {
      const times = pages.map(({ id }) => readFileSync(`/proc/${id}/task/${id}/schedstat`, "utf8"));
      return Math.max(...times.map((text) => Number(text.split(" ")[0]) / 1e6));
    } catch {
      return NaN;
    }
  };
  console.log(`this machine, ${slowdown}x slow-down: 300 lines and names drawn in ${drawn.toFixed(1)} ms, 2 million sums in ${counted.toFixed(1)} ms`);
  console.log(`event to painted frame, ${slowdown}x slow-down: median and worst of ${ROUNDS}; main thread, ms`);
  let idle = 0;
  for (const name of NAMES) {
    await send("Emulation.setCPUThrottlingRate", { rate: Number(slowdown) });
    const times = await evaluate(`(${measure})(${ROUNDS}, ${WARM}, ${JSON.stringify(name)})`);
    await send("Emulation.setCPUThrottlingRate", { rate: 1 });
    const before = ran();
    await evaluate(`(${measure})(${ROUNDS}, ${WARM}, ${JSON.stringify(name)})`);
    const work = (ran() - before) / (ROUNDS + WARM);
    if (name === NAMES[0]) idle = work;
    times.push((work - idle) * slowdown);
    console.log(name.padEnd(20) + times.map((time) => time.toFixed(1).padStart(8)).join(""));
  }
} catch (error) {
  console.error(`frames: ${error.message}`);
  failed = true;
}
server.close();
await browser.close();
process.exit(failed ? 1 : 0);
