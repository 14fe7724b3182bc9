// How long the page on dist/ holds its main thread at a time, while the picture of a date step comes.
//
//   node scripts/longest.mjs [dist] large.json view=network     of another dataset, at another address;
//                                   `cargo bench --bench large -- write .` makes large ones
//
// For each step the longest task of the two seconds after it, in ms at full speed, with all that the browser does
// in it: style, layout, paint. 16 ms are one frame. The second line counts the time for which the thread itself ran:
// where no graphics card paints, the browser's other threads take the processor from it.
import { readFileSync } from "node:fs";
import { chromium } from "./chromium.mjs";
import { served } from "./served.mjs";

const [dist = "dist", dataset, fragment = ""] = process.argv.slice(2);
const STEPS = 16;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

const server = await served(dist, dataset ? { "/data/other.json": readFileSync(dataset) } : {});
const browser = chromium("longest", ["--headless", "--disable-gpu", "--window-size=1280,800"]);
let failed = false;
try {
  const { send, evaluate } = await browser.page();
  await send("Emulation.setDeviceMetricsOverride", { width: 1280, height: 800, deviceScaleFactor: 1, mobile: false });
  await send("Page.navigate", { url: `${server.address}${dataset ? "?data=data/other.json" : ""}#${fragment}` });
  const marks = "document.querySelectorAll('svg.scene [data-grant]').length";
  while (!(await evaluate(marks))) await pause(200);
  await pause(4000);
  console.log(`${await evaluate("document.querySelectorAll('svg.scene [data-party]').length")} parties, ${await evaluate(marks)} links`);
  /** Two on, two back, and so on. */
  const step = async (n) => {
    await evaluate(`performance.mark("step"), document.querySelector(".date-row button:nth-of-type(${n % 4 < 2 ? 3 : 1})").click()`);
    await pause(2000);
  };
  for (let n = 0; n < 4; n += 1) await step(n);
  const traceConfig = { includedCategories: ["toplevel", "blink.user_timing"], excludedCategories: ["*"] };
  await browser.send("Tracing.start", { transferMode: "ReturnAsStream", traceConfig });
  for (let n = 0; n < STEPS; n += 1) await step(n);
  const ended = browser.once("Tracing.tracingComplete");
  await browser.send("Tracing.end");
  const { stream } = await ended;
  let [text, part] = ["", {}];
  while (!part.eof) {
    part = await browser.send("IO.read", { handle: stream, size: 1 << 24 });
    text += part.base64Encoded ? Buffer.from(part.data, "base64") : part.data;
  }
  const events = JSON.parse(text).traceEvents;
  const steps = events.filter(({ name }) => name === "step").sort((a, b) => a.ts - b.ts);
  const tasks = events.filter(({ pid, tid, name }) => pid === steps[0].pid && tid === steps[0].tid && name.endsWith("RunTask"));
  for (const [what, time] of [["by the clock", "dur"], ["of the thread", "tdur"]]) {
    const longest = steps.map(({ ts }) => {
      const after = tasks.filter((task) => task.ts + task.dur > ts && task.ts < ts + 1.9e6);
      return Math.max(...after.map((task) => (task[time] ?? 0) / 1000));
    });
    const sorted = [...longest].sort((a, b) => a - b);
    console.log(`longest task of each of ${STEPS} steps, ms ${what}: ${longest.map((ms) => ms.toFixed(1)).join(" ")}; median ${sorted[STEPS >> 1].toFixed(1)}`);
  }
} catch (error) {
  console.error(`longest: ${error.message}`);
  failed = true;
}
server.close();
await browser.close();
process.exit(failed ? 1 : 0);
