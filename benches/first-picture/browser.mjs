// Chromium over a pipe: the DevTools protocol and nothing else.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A fresh browser with one page and an empty cache. */
export async function browser() {
  const profile = mkdtempSync(join(tmpdir(), "first-picture-"));
  const flags = ["--headless=new", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-first-run", "--disable-background-networking"];
  const command = [...flags, "--window-size=1280,900", `--user-data-dir=${profile}`, "--remote-debugging-pipe", "about:blank"];
  const program = spawn(process.env.CHROME ?? "chromium", command, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  program.on("error", () => {
    console.error("first-picture: there is no chromium; name one in CHROME");
    process.exit(1);
  });
  const waiting = new Map();
  let [last, rest, session] = [0, "", undefined];
  program.stdio[4].on("data", (chunk) => {
    const messages = (rest + chunk).split("\0");
    rest = messages.pop();
    for (const message of messages.map((text) => JSON.parse(text))) waiting.get(message.id)?.(message);
  });
  const send = async (method, params = {}) => {
    const id = (last += 1);
    const answer = new Promise((done) => waiting.set(id, done));
    program.stdio[3].write(JSON.stringify({ id, method, params, sessionId: session }) + "\0");
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  const { targetInfos } = await send("Target.getTargets");
  const page = targetInfos.find((target) => target.type === "page");
  session = (await send("Target.attachToTarget", { targetId: page.targetId, flatten: true })).sessionId;
  for (const part of ["Page", "Runtime", "Network"]) await send(`${part}.enable`);
  return {
    send,
    async evaluate(expression) {
      const { result } = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      return result.value;
    },
    async close() {
      const gone = new Promise((done) => program.once("exit", done));
      program.kill();
      await gone;
      try {
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      } catch {
        // A helper of the browser may outlive it for a moment; what is left lies in the system's folder for such.
      }
    },
  };
}
