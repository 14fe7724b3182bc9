// Takes the program apart: what the first view needs, and the rest.
//
// What is needed is not guessed: the program is rehearsed (scripts/rehearse.mjs) with a mark
// at the beginning of every function. Functions that ran stay in the first part. In place of
// each other one that is called from there stands a bridge, which calls it through a table that
// the second part fills. A bridge that is crossed before the second part is there asks the
// script for it (`atlas_rest`, scripts/rest.mjs): whatever the rehearsal missed is late, never wrong.
//
// The parts share memory, tables and globals. Data that only the second part needs come with it
// (scripts/needs.mjs). The method is that of Binaryen's wasm-split, which its npm package lacks.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import binaryen from "binaryen";
import { dataOf, withData } from "./needs.mjs";

/** The module from which the second part takes what the first one exports, by short names. */
export const SHARED = "f";
/** The script's function that fetches the second part at once, for a bridge without a far end. */
export const FETCH_NOW = "atlas_rest";
/** The exported global that is 1 once the second part is there. */
export const ARRIVED = "arrived";

/** The program with a call of `atlas_mark(n)` at the beginning of its n-th function, and their names. */
export function marked(program, from) {
  const module = binaryen.readBinary(program);
  module.addFunctionImport("atlas_mark", from, "atlas_mark", binaryen.i32, binaryen.none);
  const names = [];
  for (const [name, info] of functions(module)) {
    const mark = module.call("atlas_mark", [module.i32.const(names.length)], binaryen.none);
    const own = binaryen.Function(module.getFunction(name));
    own.body = module.block(null, [mark, own.body], info.results);
    names.push(name);
  }
  return { program: emitted(module), names };
}

/**
 * Two programs of one: `ran` are the names of the functions that stay in the first; `linked` is the
 * program as the linker left it.
 */
export function split(program, linked, ran, from) {
  const { module: first, slots } = firstPart(program, ran, from);
  const { bytes: rest, shared } = restPart(program, ran, slots);
  const { kept, late } = dataOf(linked, ran);
  for (const { kind, name, short } of shared) {
    if (kind === "function") first.addFunctionExport(name, short);
    if (kind === "table") first.addTableExport(name, short);
  }
  return { first: withData(emitted(first), kept), rest: withData(rest, late) };
}

// What Rust turns on, or a program would not be read.
const FEATURES = ["bulk-memory", "reference-types", "sign-ext", "nontrapping-float-to-int", "mutable-globals", "multivalue"];
// README, "Size", has what else was tried.
const SMALLEST = ["--flatten", "--rereloop", "-Oz", "-Oz", "--one-caller-inline-max-function-size=20", "--low-memory-unused"];

/** The smallest form of a program. */
export function optimised(program) {
  const folder = mkdtempSync(join(process.env.TRUNK_STAGING_DIR, "..", ".optimise-"));
  try {
    const [from, to] = ["in.wasm", "out.wasm"].map((name) => join(folder, name));
    writeFileSync(from, program);
    const features = FEATURES.map((feature) => `--enable-${feature}`);
    execFileSync("node_modules/.bin/wasm-opt", [from, "-o", to, ...SMALLEST, "--strip-producers", ...features], { stdio: "inherit" });
    return readFileSync(to);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Bridges in place of what did not run. */
function firstPart(program, ran, from) {
  const module = binaryen.readBinary(program);
  module.addFunctionImport(FETCH_NOW, from, FETCH_NOW, binaryen.none, binaryen.none);
  // Kept even where only the second part uses them.
  for (const at of range(module.getNumGlobals())) {
    module.addGlobalExport(binaryen.getGlobalInfo(module.getGlobalByIndex(at)).name, `g${at.toString(36)}`);
  }
  module.addGlobal(ARRIVED, binaryen.i32, true, module.i32.const(0));
  module.addGlobalExport(ARRIVED, ARRIVED);
  const late = [...functions(module)].filter(([name]) => !ran.has(name));
  module.addTable("bridges", late.length, late.length);
  for (const [at, [name, info]] of late.entries()) build(module, name, info, at);
  // Only what something calls, or the table holds, needs its bridge; the slots close up.
  module.runPasses(["remove-unused-module-elements"]);
  const left = late.filter(([name]) => module.getFunction(name));
  for (const [at, [name, info]] of left.entries()) build(module, name, info, at);
  module.removeTable("bridges");
  module.addTable("bridges", left.length, left.length);
  return { module, slots: left.map(([name]) => name) };
}

/** A function whose body calls the far end of a bridge, once that is there. */
function build(module, name, info, slot) {
  const params = binaryen.expandType(info.params);
  const given = params.map((type, index) => module.local.get(index, type));
  const call = module.call_indirect("bridges", module.i32.const(slot), given, info.params, info.results);
  const wait = module.if(module.i32.eqz(module.global.get(ARRIVED, binaryen.i32)), module.call(FETCH_NOW, [], binaryen.none));
  binaryen.Function(module.getFunction(name)).body = module.block(null, [wait, call], info.results);
}

/** What did not run; everything else comes from the first part. */
function restPart(program, ran, slots) {
  const module = binaryen.readBinary(program);
  const shared = [];
  const take = (kind, name) => {
    const short = `${kind[0]}${shared.length.toString(36)}`;
    shared.push({ kind, name, short });
    return short;
  };
  for (const at of range(module.getNumExports())) void at, module.removeExport(binaryen.getExportInfo(module.getExportByIndex(0)).name);
  for (const at of range(module.getNumElementSegments())) void at, module.removeElementSegment(binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(0)).name);
  for (const [name, info] of [...functions(module)].filter(([name]) => ran.has(name))) {
    module.removeFunction(name);
    module.addFunctionImport(name, SHARED, take("function", name), info.params, info.results);
  }
  for (const at of range(module.getNumGlobals())) {
    const { name, type, mutable } = binaryen.getGlobalInfo(module.getGlobalByIndex(at));
    module.addGlobalImport(name, SHARED, `g${at.toString(36)}`, type, mutable);
  }
  for (const at of range(module.getNumTables())) {
    const { name } = binaryen.getTableInfo(module.getTableByIndex(at));
    module.addTableImport(name, SHARED, take("table", name));
  }
  module.addTable("bridges", slots.length, slots.length);
  module.addTableImport("bridges", SHARED, take("table", "bridges"));
  module.addActiveElementSegment("bridges", "ends", slots, module.i32.const(0));
  module.addMemoryImport("0", SHARED, "memory");
  module.runPasses(["remove-unused-module-elements"]);
  const bytes = emitted(module);
  const used = new Set(imports(bytes).filter(([module]) => module === SHARED).map(([, name]) => name));
  return { bytes, shared: shared.filter(({ short }) => used.has(short)) };
}

/** Its own functions, in order, with their types. */
function* functions(module) {
  for (const at of range(module.getNumFunctions())) {
    const info = binaryen.getFunctionInfo(module.getFunctionByIndex(at));
    if (!info.module) yield [info.name, info];
  }
}

function imports(program) {
  return WebAssembly.Module.imports(new WebAssembly.Module(program)).map(({ module, name }) => [module, name]);
}

function emitted(module) {
  const bytes = Buffer.from(module.emitBinary());
  module.dispose();
  return bytes;
}

function range(count) {
  return Array.from({ length: count }, (_, at) => at);
}
