// Makes the program shorter to download without changing what it does.
//
// wasm-bindgen gives each function that the program takes from the browser a name with
// sixteen random digits, once in the program and once in the script beside it. Short names
// do as well: about five kilobytes of brotli. The script is minified, too. All files get a name of their new content, and the page their new hashes.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { minify_sync } from "terser";
import { IMPORT, leb, reader, replaced } from "./binary.mjs";
import { integrity } from "./rest.mjs";
import { SHARED } from "./split.mjs";

/**
 * The two parts of the program and their script, shortened; `scripted` gives the script its second
 * part, as `{ name, content }`. Gives the page that starts it.
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
  const script = minified(renameInScript(scripted(old, second), names, module), true);

  const renamed = rename(hash(program, script));
  for (const [ending, content] of [["_bg.wasm", program], [".js", script]]) {
    const old = join(dist, stem + ending);
    const before = integrity(readFileSync(old));
    if (!html.includes(before)) throw new Error(`the page does not hold ${stem + ending} to its hash`);
    html = html.replaceAll(before, () => integrity(content));
    writeFileSync(old, content);
    renameSync(old, join(dist, renamed + ending));
  }
  return { html: html.replaceAll(stem, renamed) };
}

/** A program that was not taken apart and its script, shortened. */
export function inOnePiece(whole, script) {
  const { module, names } = namesOf([whole]);
  return { program: renameImports(whole, names, module), script: minified(renameInScript(script, names, module), false) };
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
  return replaced(wasm, (id, _, from) => (id === IMPORT ? renamed(wasm, from, names, own) : undefined));
}

function renamed(wasm, from, names, own) {
  const read = reader(wasm, from);
  // What is imported, behind its names: a function's type, or the limits of a table or memory, or a global's type.
  const FUNCTION = 0, TABLE = 1, GLOBAL = 3;
  const describe = () => {
    const kind = read.byte();
    if (kind === FUNCTION) return void read.number();
    if (kind === GLOBAL) return read.skip(2);
    if (kind === TABLE) read.skip(1);
    if (read.number() & 1) read.number();
    read.number();
  };
  const count = read.number();
  const imports = Array.from({ length: count }, () => {
    const begin = read.at;
    const [from, name] = [read.text(), read.text()];
    const described = read.at;
    describe();
    if (from !== own) return wasm.subarray(begin, read.at);
    const short = Buffer.from(names.get(name));
    return Buffer.concat([Buffer.from("\x01w"), leb(short.length), short, wasm.subarray(described, read.at)]);
  });
  return Buffer.concat([leb(count), ...imports]);
}

/** The script with the same short names. */
function renameInScript(script, names, module) {
  const once = (old, short) => {
    if (script.split(old).length !== 2) throw new Error(`not once in the script: ${old}`);
    script = script.replace(old, () => short);
  };
  for (const [name, short] of names) once(` ${name}:`, ` "${short}":`);
  once(`"${module}"`, '"w"');
  return script;
}

/** A script without spaces and comments, with short names for all that is not seen from outside. */
function minified(script, module) {
  const { code } = minify_sync(script, { module, ecma: 2020, compress: { passes: 3 }, mangle: true });
  return code;
}
