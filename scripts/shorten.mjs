// Makes the program shorter to download without changing what it does.
//
// wasm-bindgen gives each function that the program takes from the browser a name with
// sixteen random digits, once in the program and once in the script beside it. Short names
// do as well: about five kilobytes of brotli. The script also loses its indentation and
// comments. Both files get a name of their new content, and the page their new hashes.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Shortens the program in a folder; gives the page that starts it, and what was renamed. */
export function shorten(dist, html) {
  const found = readdirSync(dist).filter((name) => name.endsWith("_bg.wasm"));
  if (found.length !== 1) throw new Error(`one program was expected, not ${found.length}`);
  const stem = found[0].slice(0, -"_bg.wasm".length);
  const { program, names, module } = renameImports(readFileSync(join(dist, `${stem}_bg.wasm`)));
  const script = trim(renameInScript(readFileSync(join(dist, `${stem}.js`), "utf8"), names, module));

  const hash = createHash("sha256").update(program).update(script).digest("hex").slice(0, 16);
  const renamed = stem.replace(/[0-9a-f]{16}$/, hash);
  for (const [ending, content] of [["_bg.wasm", program], [".js", script]]) {
    const old = join(dist, stem + ending);
    const before = integrity(readFileSync(old));
    if (!html.includes(before)) throw new Error(`the page does not hold ${stem + ending} to its hash`);
    html = html.replaceAll(before, () => integrity(content));
    writeFileSync(old, content);
    renameSync(old, join(dist, renamed + ending));
  }
  return { html: html.replaceAll(stem, renamed), program: `${renamed}_bg.wasm`, names, module };
}

function integrity(bytes) {
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
}

/** The program with imports named 0, 1, 2 … (in base 36) of a module "w". */
export function renameImports(wasm) {
  const names = new Map();
  const parts = [wasm.subarray(0, 8)];
  let module;
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const text = () => {
    const length = number();
    return wasm.toString("utf8", at, (at += length));
  };
  while (at < wasm.length) {
    const start = at;
    const kind = wasm[at++];
    const length = number();
    const end = at + length;
    if (kind !== 2) {
      parts.push(wasm.subarray(start, (at = end)));
      continue;
    }
    const count = number();
    const imports = [leb(count)];
    for (let n = 0; n < count; n += 1) {
      const [from, name] = [text(), text()];
      if ((module ??= from) !== from) throw new Error(`imports of two modules: ${module}, ${from}`);
      const described = at;
      // 0: a function, and the number of its type. Everything else the program makes itself.
      if (wasm[at++] !== 0) throw new Error(`${name} is no function`);
      number();
      if (!names.has(name)) names.set(name, names.size.toString(36));
      const short = Buffer.from(names.get(name));
      imports.push(Buffer.from("\x01w"), leb(short.length), short, wasm.subarray(described, at));
    }
    const section = Buffer.concat(imports);
    parts.push(Buffer.from([2]), leb(section.length), section);
  }
  return { program: Buffer.concat(parts), names, module };
}

/** The script with the same short names. */
export function renameInScript(script, names, module) {
  const once = (old, short) => {
    if (script.split(old).length !== 2) throw new Error(`not once in the script: ${old}`);
    script = script.replace(old, () => short);
  };
  for (const [name, short] of names) once(` ${name}:`, ` "${short}":`);
  once(`"${module}"`, '"w"');
  return script;
}

/** A script without indentation and comments. */
export function trim(script) {
  const lines = script.split("\n").map((line) => line.trim());
  if (lines.some((line) => line.split("`").length % 2 === 0)) throw new Error("a text over several lines");
  return lines.filter((line) => line && !/^(\/\/|\/\*|\*)/.test(line)).join("\n");
}

function leb(number) {
  const bytes = [];
  do {
    bytes.push((number & 127) | (number > 127 ? 128 : 0));
    number >>>= 7;
  } while (number);
  return Buffer.from(bytes);
}
