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
import { markRegions, numbersIn, outline, tidy } from "./cold.mjs";
import { dataOf, withData } from "./needs.mjs";

/** The module from which the second part takes what the first one exports, by short names. */
export const SHARED = "f";
/** The script's function that fetches the second part at once, for a bridge without a far end. */
export const FETCH_NOW = "atlas_rest";
/** The exported table of functions that the second part takes, by their place `n` as `f` and `n` in base 36. */
export const TAKEN = "taken";
/** The exported global that is 1 once the second part is there. */
export const ARRIVED = "arrived";

/**
 * The program with a call of `atlas_mark(n)` at the beginning of its n-th function and, numbered on
 * from there, of each region that a function may pass by.
 */
export function marked(program, from) {
  const module = binaryen.readBinary(program);
  tidy(module);
  module.addFunctionImport("atlas_mark", from, "atlas_mark", binaryen.i32, binaryen.none);
  const mark = (at) => module.call("atlas_mark", [module.i32.const(at)], binaryen.none);
  const all = [...functions(module)];
  const names = all.map(([name]) => name);
  markRegions(module, names, (at) => mark(names.length + at));
  for (const [at, [name, info]] of all.entries()) {
    const own = binaryen.Function(module.getFunction(name));
    own.body = module.block(null, [mark(at), own.body], info.results);
  }
  return emitted(module);
}

/**
 * Two programs of one: what is marked by one of these numbers stays in the first; `linked` is the
 * program as the linker left it.
 */
export function split(program, linked, seen, from) {
  const { module: first, needs, slots } = firstPart(program, seen, from);
  const { rest, taken, tables } = restPart(program, seen, slots);
  for (const [at, name] of [...tables, "bridges"].entries()) first.addTableExport(name, `t${at}`);
  // A name for each function would be several times longer than its place in a table.
  first.addTable(TAKEN, taken.length, taken.length);
  first.addActiveElementSegment(TAKEN, TAKEN, taken, first.i32.const(0));
  first.addTableExport(TAKEN, TAKEN);
  const { kept, late } = dataOf(linked, needs);
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

/**
 * The program with a function of each region that was not seen, the names of what ran, and whether
 * such a function needs what is at an address.
 */
function apart(program, seen) {
  const module = binaryen.readBinary(program);
  tidy(module);
  const names = [...functions(module)].map(([name]) => name);
  const ran = new Set(names.filter((_, at) => seen.has(at)));
  const numbers = () => new Map([...ran].map((name) => [name, numbersIn(module, name)]));
  const before = numbers();
  outline(module, names, ran, (at) => seen.has(names.length + at));
  const after = numbers();
  // What stood there as it is, and now does not, went with a region.
  const needs = (name, address) => ran.has(name) && !(after.get(name) && before.get(name).has(address) && !after.get(name).has(address));
  return { module, ran, needs };
}

/** Bridges in place of what did not run. */
function firstPart(program, seen, from) {
  const { module, ran, needs } = apart(program, seen);
  module.addFunctionImport(FETCH_NOW, from, FETCH_NOW, binaryen.none, binaryen.none);
  // Kept even where only the second part uses them.
  for (const at of range(module.getNumGlobals())) {
    module.addGlobalExport(binaryen.getGlobalInfo(module.getGlobalByIndex(at)).name, `g${at.toString(36)}`);
  }
  module.addGlobal(ARRIVED, binaryen.i32, true, module.i32.const(0));
  module.addGlobalExport(ARRIVED, ARRIVED);
  const late = [...functions(module)].filter(([name]) => !ran.has(name));
  const wait = module.if(module.i32.eqz(module.global.get(ARRIVED, binaryen.i32)), module.call(FETCH_NOW, [], binaryen.none));
  module.addFunction(THERE, binaryen.i32, binaryen.i32, [], module.block(null, [wait, module.local.get(0, binaryen.i32)], binaryen.i32));
  module.addTable("bridges", late.length, late.length);
  for (const [at, [name, info]] of late.entries()) build(module, name, info, at);
  // What ran may be called from the second part alone.
  for (const name of ran) module.addFunctionExport(name, `kept ${name}`);
  // Only what something calls, or the table holds, needs its bridge; the slots close up.
  module.runPasses(["remove-unused-module-elements"]);
  for (const name of ran) module.removeExport(`kept ${name}`);
  const left = late.filter(([name]) => module.getFunction(name));
  for (const [at, [name, info]] of left.entries()) build(module, name, info, at);
  module.removeTable("bridges");
  module.addTable("bridges", left.length, left.length);
  return { module, needs, slots: left.map(([name]) => name) };
}

/** Gives its argument back, once the second part is there. */
const THERE = "there";

/** A function whose body calls the far end of a bridge, once that is there. */
function build(module, name, info, slot) {
  const params = binaryen.expandType(info.params);
  const given = params.map((type, index) => module.local.get(index, type));
  const far = module.call(THERE, [module.i32.const(slot)], binaryen.i32);
  binaryen.Function(module.getFunction(name)).body = module.call_indirect("bridges", far, given, info.params, info.results);
}

/** What did not run; everything else comes from the first part: its functions in the order of these names. */
function restPart(program, seen, slots) {
  const { module, ran } = apart(program, seen);
  for (const at of range(module.getNumExports())) void at, module.removeExport(binaryen.getExportInfo(module.getExportByIndex(0)).name);
  for (const at of range(module.getNumElementSegments())) void at, module.removeElementSegment(binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(0)).name);
  // They use nothing here.
  for (const name of ran) binaryen.Function(module.getFunction(name)).body = module.unreachable();
  for (const at of range(module.getNumGlobals())) {
    const { name, type, mutable } = binaryen.getGlobalInfo(module.getGlobalByIndex(at));
    module.addGlobalImport(name, SHARED, `g${at.toString(36)}`, type, mutable);
  }
  const tables = range(module.getNumTables()).map((at) => binaryen.getTableInfo(module.getTableByIndex(at)).name);
  module.addTable("bridges", slots.length, slots.length);
  for (const [at, name] of [...tables, "bridges"].entries()) module.addTableImport(name, SHARED, `t${at}`);
  module.addActiveElementSegment("bridges", "ends", slots, module.i32.const(0));
  module.addMemoryImport("0", SHARED, "memory");
  module.runPasses(["remove-unused-module-elements"]);
  const taken = [...functions(module)].filter(([name]) => ran.has(name));
  for (const [at, [name, info]] of taken.entries()) {
    module.removeFunction(name);
    module.addFunctionImport(name, SHARED, `f${at.toString(36)}`, info.params, info.results);
  }
  return { rest: emitted(module), taken: taken.map(([name]) => name), tables };
}

/** Its own functions, in order, with their types. */
function* functions(module) {
  for (const at of range(module.getNumFunctions())) {
    const info = binaryen.getFunctionInfo(module.getFunctionByIndex(at));
    if (!info.module) yield [info.name, info];
  }
}

function emitted(module) {
  const bytes = Buffer.from(module.emitBinary());
  module.dispose();
  return bytes;
}

function range(count) {
  return Array.from({ length: count }, (_, at) => at);
}
