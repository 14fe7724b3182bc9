// Chromium over a pipe: the DevTools protocol and nothing else.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FLAGS = ["--no-sandbox", "--no-first-run", "--disable-background-networking", "--remote-debugging-pipe"];

/** A fresh browser with an empty cache; `who` asks for it, `flags` are its own. */
export function chromium(who, flags) {
  const profile = mkdtempSync(join(tmpdir(), `${who}-`));
  const command = [...FLAGS, ...flags, `--user-data-dir=${profile}`, "about:blank"];
  const program = spawn(process.env.CHROME ?? "chromium", command, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  program.on("error", () => {
    console.error(`${who}: there is no chromium; name one in CHROME`);
    process.exit(1);
  });
  // Messages of the protocol, each ended by a zero byte: answers by their number, events by their name.
  const waiting = new Map();
  let [last, rest] = [0, ""];
  program.stdio[4].on("data", (chunk) => {
    const messages = (rest + chunk).split("\0");
    rest = messages.pop();
    for (const message of messages.map((text) => JSON.parse(text))) waiting.get(message.id ?? message.method)?.(message);
  });
  const send = async (method, params = {}, sessionId = undefined) => {
    const id = (last += 1);
    const answer = new Promise((done) => waiting.set(id, done));
    program.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    const { result, error } = await answer;
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  return {
    send,
    /** What the next event of this name says. */
    once: (method) => new Promise((done) => waiting.set(method, ({ params }) => done(params))),
    /** An empty page; a domain of the protocol that is on makes it slower. */
    async page(domains = []) {
      const { targetId } = await send("Target.createTarget", { url: "about:blank" });
      const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
      const tell = (method, params) => send(method, params, sessionId);
      for (const domain of domains) await tell(`${domain}.enable`);
      return {
        send: tell,
        async evaluate(expression) {
          const { result, exceptionDetails } = await tell("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
          if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
          return result.value;
        },
        close: () => send("Target.closeTarget", { targetId }),
      };
    },
    async close() {
      program.kill();
      if (program.exitCode === null && program.signalCode === null) await new Promise((ended) => program.once("exit", ended));
      try {
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      } catch {
        // Processes of the browser may still write into it; it lies among temporary files.
      }
    },
  };
}
