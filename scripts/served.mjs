// A built page on a server of its own, for what measures it.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".css": "text/css" };

/** Serves a folder, and besides it files by their path: `{ "/data/other.json": bytes }`. */
export async function served(dist, besides = {}) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://page").pathname);
    try {
      const body = besides[path] ?? readFileSync(join(dist, path.endsWith("/") ? path + "index.html" : path));
      response.setHeader("content-type", TYPES[extname(path)] ?? (path.endsWith("/") ? "text/html" : "application/json"));
      response.setHeader("cache-control", "no-store");
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
