// Makes the program shorter to download without changing what it does.
//
// wasm-bindgen gives each function that the program takes from the browser a name with
// sixteen random digits, once in the program and once in the script beside it. Short names
// do as well: about five kilobytes of brotli. The script also loses its indentation and
// comments. All files get a name of their new content, and the page their new hashes.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { integrity } from "./rest.mjs";
import { SHARED } from "./split.mjs";

/**
 * The two parts of the program and their script, shortened; `scripted` gives the script its second
 * part, as `{ name, content }`. Gives the page that starts it, and what was renamed.
 */
export function shorten(dist, html, { stem, first, rest }, scripted) {
  const { module, names } = namesOf([first, rest]);
  const [program, late] = [first, rest].map((part) => renameImports(part, names, module));
  const hash = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash("sha256")).digest("hex").slice(0, 16);
  const rename = (content) => stem.replace(/[0-9a-f]{16}$/, content);
  // The second part's name by its own content: the script, which names it, is part of the other's.
  const second = { name: `${rename(hash(late))}_rest.wasm`, content: late };
  writeFileSync(join(dist, second.name), late);
  const old = readFileSync(join(dist, `${stem}.js`), "utf8");
  const script = trim(renameInScript(scripted(old, second), names, module));

  const renamed = rename(hash(program, script));
  for (const [ending, content] of [["_bg.wasm", program], [".js", script]]) {
    const old = join(dist, stem + ending);
    const before = integrity(readFileSync(old));
    if (!html.includes(before)) throw new Error(`the page does not hold ${stem + ending} to its hash`);
    html = html.replaceAll(before, () => integrity(content));
    writeFileSync(old, content);
    renameSync(old, join(dist, renamed + ending));
  }
  return { html: html.replaceAll(stem, renamed), program: `${renamed}_bg.wasm`, rest: second.name, names, module };
}

/** The only program in a folder, and the beginning of its files' names. */
export function found(dist) {
  const found = readdirSync(dist).filter((name) => name.endsWith("_bg.wasm"));
  if (found.length !== 1) throw new Error(`one program was expected, not ${found.length}`);
  return { stem: found[0].slice(0, -"_bg.wasm".length), program: readFileSync(join(dist, found[0])) };
}

/** The module that programs import from, beside what one takes from the other, and short names for all it gives. */
export function namesOf(programs) {
  const imports = programs.flatMap((program) => WebAssembly.Module.imports(new WebAssembly.Module(program)));
  const own = imports.filter(({ module }) => module !== SHARED);
  const modules = new Set(own.map(({ module }) => module));
  if (modules.size !== 1) throw new Error(`imports of one module were expected, not of ${[...modules].join(", ")}`);
  const names = new Map([...new Set(own.map(({ name }) => name))].map((name, at) => [name, at.toString(36)]));
  return { module: own[0].module, names };
}

/** The program with imports named 0, 1, 2 … (in base 36) of a module "w". */
function renameImports(wasm, names, own) {
  const parts = [wasm.subarray(0, 8)];
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
  // What is imported, behind its names: a function's type, or the limits of a table or memory, or a global's type.
  const FUNCTION = 0, TABLE = 1, GLOBAL = 3;
  const describe = () => {
    const kind = wasm[at++];
    if (kind === FUNCTION) return void number();
    if (kind === GLOBAL) return void (at += 2);
    if (kind === TABLE) at += 1;
    if (number() & 1) number();
    number();
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
      const begin = at;
      const [from, name] = [text(), text()];
      const described = at;
      describe();
      if (from !== own) {
        imports.push(wasm.subarray(begin, at));
        continue;
      }
      const short = Buffer.from(names.get(name));
      imports.push(Buffer.from("\x01w"), leb(short.length), short, wasm.subarray(described, at));
    }
    const section = Buffer.concat(imports);
    parts.push(Buffer.from([2]), leb(section.length), section);
  }
  return Buffer.concat(parts);
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
