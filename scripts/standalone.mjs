// standalone.html: the whole page with its data in one file.
//
// It opens from a disk, in a sandboxed frame and from an e-mail, where nothing can be
// fetched and no module can be imported: so the script is a classic one, and program and
// data stand in the document. The program is the page's in one piece; its script is generated
// again, for a document that has no modules.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/**
 * The file's text, without the hashes of its policy; `html` is the page with its first view, `data` the
 * dataset as it was written: a program in one piece reads it, and what the build lays beside it would be weight.
 */
export function standalone({ dist, data, html, program, script, site }) {
  const named = html.match(/<meta[^>]*catalog-atlas-data[^>]*>/)[0].match(/data\/[^">\s]+\.json/)[0];
  const json = JSON.stringify(JSON.parse(readFileSync(join(dist, data), "utf8")));

  html = withoutFiles(html);
  // The meta tag alone: links for readers keep the lasting name until they are relinked.
  html = html.replace(named, "#atlas-data");
  html = relink(html, site);
  const parts = [
    `<script type="application/json" id="atlas-data">${packed(Buffer.from(json))}</script>`,
    `<script type="text/plain" id="atlas-program">${packed(program)}</script>`,
    `<script>${script}\n${START}</script>`,
  ];
  return html.replace(/(<\/body>)?(<\/html>)?\s*$/, (end) => parts.join("\n") + end);
}

/** The policy of a single file: nothing is fetched, nothing comes from elsewhere. */
export function policy(content) {
  return content
    .replace("script-src 'self'", "script-src")
    .replace("style-src 'self'", "style-src")
    .replace("img-src 'self'", "img-src")
    .replace(/ connect-src [^;]*;/, "")
    .replace("base-uri 'self'", "base-uri 'none'");
}

/** Bytes as text that a document can hold. */
function packed(bytes) {
  const packed = gzipSync(bytes, { level: 9 });
  // The same bytes give the same text whenever they are packed: no time, no system.
  packed.fill(0, 4, 8);
  packed[9] = 255;
  return packed.toString("base64");
}

// Unpacks data and program where they stand; `Response` only collects the bytes, it asks nobody.
const START = `(function () {
  var at = function (id) { return document.getElementById(id) };
  var unpack = function (id) {
    var text = atob(at(id).textContent), bytes = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  };
  Promise.all([unpack("atlas-data").text(), unpack("atlas-program").arrayBuffer()]).then(function (got) {
    at("atlas-data").textContent = got[0];
    return wasm_bindgen({ module_or_path: got[1] });
  });
})();`;

/** Where the program lies as the linker left it. */
export function asLinked() {
  const { target_directory } = JSON.parse(
    execFileSync("cargo", ["metadata", "--format-version=1", "--no-deps", "--offline"], { maxBuffer: 1 << 28 }),
  );
  return join(target_directory, "wasm32-unknown-unknown/release/catalog-atlas.wasm");
}

/** The script of a linked program for documents without modules, as wasm-bindgen writes it: called as Trunk calls it, or names differ. */
export function glue(linked, module) {
  const folder = mkdtempSync(join(process.env.TRUNK_STAGING_DIR, "..", ".standalone-"));
  try {
    const name = module.replace(/^\.\//, "").replace(/_bg\.js$/, "");
    execFileSync("wasm-bindgen", ["--target", "no-modules", "--no-typescript", "--no-demangle", "--out-dir", folder, "--out-name", name, linked]);
    const script = readFileSync(join(folder, `${name}.js`), "utf8");
    const own = "new URL(document.currentScript.src, location.href).toString()";
    if (!script.includes(own)) throw new Error("the script of wasm-bindgen is not as expected");
    // A document without an address of its own has nothing to resolve against.
    return script.replace(own, '""');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Everything out that would be asked of a server. */
function withoutFiles(html) {
  html = html.replace(/<link[^>]*\brel="?(?:preload|modulepreload)"?[^>]*>/g, "");
  html = html.replace(/<script type="?module"?>[\s\S]*?<\/script>/g, "");
  const left = html.match(/<(?:script|link)[^>]*\b(?:src|href)="?\.?\/?[^">\s:]+\.(?:js|css|wasm)/);
  if (left) throw new Error(`the single file would ask for ${left[0]}`);
  return html;
}

/** Links to files that lie beside the page: absolute where the page has an address, else gone. */
function relink(html, site) {
  const own = /(<(?:section|template)[^>]*id="?(?:files|atlas-failed)"?[^>]*>)([\s\S]*?)(<\/(?:section|template)>)/g;
  return html.replace(own, (all, open, content, close) => {
    content = content.replace(/<noscript>[\s\S]*?<\/noscript>/g, "");
    content = content.replace(/<a\s[^>]*href="?([^">\s]+)"?[^>]*>([\s\S]*?)<\/a>/g, (link, href, text) => {
      if (href.startsWith("#") || /^[a-z]+:/.test(href)) return link;
      return site ? `<a href="${site}${href}">${text}</a>` : text;
    });
    return open + content + close;
  });
}
