// Which of a program's data its functions need, by what the linker noted.
//
// Linked with `--emit-relocs`, a program says at which places of its code and of its data the
// address of something stands, and what that something is (tool-conventions, "Linking"). So
// texts and tables that only the second part reads can come with it, not before the first picture.
import { CODE, CUSTOM, DATA, DATA_COUNT, leb, reader, replaced, sections, sleb } from "./binary.mjs";

// Of the symbols' kinds and flags, and of what stands in the linker's notes.
const DATA_SYMBOL = 1, SECTION_SYMBOL = 3;
const UNDEFINED = 0x10, EXPLICIT_NAME = 0x40;
const SEGMENT_NAMES = 5, SYMBOL_TABLE = 8;
// Addresses in memory; they have an addend, as these others have. A type's index is no symbol's.
const ADDRESS = new Set([3, 4, 5, 11, 14, 15, 16, 17, 21, 23, 25]);
const WITH_ADDEND = new Set([...ADDRESS, 8, 9, 22]);
const TYPE_INDEX = 6;

/**
 * The data of a program as linked, two lists of `{ offset, bytes }`: what the functions that ran
 * need, directly or through other data, and what only others do. `needs` says of a function's name
 * and an address whether the function, if it ran, needs what it has at that address.
 */
export function dataOf(linked, needs) {
  const parts = sections(linked);
  const noted = (name) => {
    const part = parts.find((part) => part.name === name);
    if (!part) throw new Error(`the linker left no “${name}”: was it called with --emit-relocs?`);
    return part;
  };
  const { names, symbols } = notes(linked, noted("linking"));
  const data = segments(linked, parts.find(({ id }) => id === DATA), names);
  for (const symbol of symbols) if (symbol.segment !== undefined) symbol.place = data[symbol.segment].from + symbol.offset;
  const [inCode, inData] = [CODE, DATA].map((id) => {
    const target = parts.findIndex((part) => part.id === id);
    return uses(linked, noted(id === CODE ? "reloc.CODE" : "reloc.DATA"), target, parts[target].from, symbols);
  });

  const needed = new Set();
  const named = functionNames(linked, noted("name"));
  for (const { index, from, to } of bodies(linked, parts)) {
    const name = named.get(index);
    for (const { at, symbol } of within(inCode, from, to)) if (needs(name, addressAt(linked, at))) needed.add(symbol);
  }
  // A set gives what is added to it on the way, too.
  for (const { place, size } of needed) for (const use of within(inData, place, place + size)) needed.add(use.symbol);
  const [kept, late] = apart(linked, data, symbols, needed);
  const size = (pieces) => pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size(kept) + size(late) !== data.reduce((sum, { from, to }) => sum + to - from, 0)) throw new Error("data were lost");
  return { kept, late };
}

/** The program with these data in place of its own. */
export function withData(program, pieces) {
  const written = pieces.flatMap(({ offset, bytes }) => [Buffer.from([0, 0x41]), sleb(offset), Buffer.from([0x0b]), leb(bytes.length), bytes]);
  const content = Buffer.concat([leb(pieces.length), ...written]);
  if (!sections(program).some(({ id }) => id === DATA)) throw new Error("the program has no data to replace");
  return replaced(program, (id) => (id === DATA ? content : id === DATA_COUNT ? null : undefined));
}

/** Constants that nobody needs at first go; what no symbol covers and what may be written to stays. */
function apart(linked, data, symbols, needed) {
  const [kept, late] = [[], []];
  for (const [at, { offset, from, to, name }] of data.entries()) {
    // 0: nobody's, 1: needed, 2: late.
    const whose = new Uint8Array(to - from);
    const own = symbols.filter(({ segment }) => segment === at);
    if (name.startsWith(".rodata")) for (const { offset, size } of own) whose.fill(2, offset, offset + size);
    for (const { offset, size } of own.filter((symbol) => needed.has(symbol))) whose.fill(1, offset, offset + size);
    for (let begin = 0; begin < whose.length; ) {
      const goes = whose[begin] === 2;
      let end = begin + 1;
      while (end < whose.length && (whose[end] === 2) === goes) end += 1;
      // A piece has a head of some bytes: what is shorter stays where it is.
      const list = goes && end - begin >= SHORTEST ? late : kept;
      const before = list.at(-1);
      if (before?.to === from + begin) before.to = from + end;
      else list.push({ offset: offset + begin, from: from + begin, to: from + end });
      begin = end;
    }
  }
  return [kept, late].map((list) => list.map(({ offset, from, to }) => ({ offset, bytes: linked.subarray(from, to) })));
}

const SHORTEST = 16;

/** Names of the segments, and all symbols; those of data with their segment, offset there and size. */
function notes(linked, { from, to }) {
  let names = [], symbols = [];
  const read = reader(linked, from);
  const version = read.number();
  if (version !== 2) throw new Error(`the linker's notes have version ${version}, not 2`);
  while (read.at < to) {
    const kind = read.byte();
    const end = read.number() + read.at;
    const each = (one) => Array.from({ length: read.number() }, one);
    if (kind === SEGMENT_NAMES) {
      names = each(() => {
        const name = read.text();
        read.number(), read.number();
        return name;
      });
    } else if (kind === SYMBOL_TABLE) {
      symbols = each(() => symbol(read));
    }
    read.skip(end - read.at);
  }
  return { names, symbols };
}

function symbol(read) {
  const kind = read.byte();
  const flags = read.number();
  const isDefined = !(flags & UNDEFINED);
  if (kind === DATA_SYMBOL) {
    read.text();
    return isDefined ? { segment: read.number(), offset: read.number(), size: read.number() } : {};
  }
  read.number();
  if (kind !== SECTION_SYMBOL && (isDefined || flags & EXPLICIT_NAME)) read.text();
  return {};
}

/** The segments, with their place in memory and in the file. */
function segments(linked, { from }, names) {
  const read = reader(linked, from);
  return Array.from({ length: read.number() }, (_, at) => {
    const [kind, constant] = [read.number(), read.byte()];
    if (kind !== 0 || constant !== 0x41) throw new Error("a segment of data has no fixed place");
    const offset = read.number();
    read.byte();
    const size = read.number();
    const from = read.at;
    read.skip(size);
    return { offset, from, to: from + size, name: names[at] ?? "" };
  });
}

/** Where in the file the address of which data stands, in order. */
function uses(linked, { from }, target, begin, symbols) {
  const read = reader(linked, from);
  if (read.number() !== target) throw new Error("the linker's notes are about another section");
  const found = [];
  for (let left = read.number(); left > 0; left -= 1) {
    const [kind, offset, index] = [read.number(), read.number(), read.number()];
    if (WITH_ADDEND.has(kind)) read.number();
    if (kind !== TYPE_INDEX && ADDRESS.has(kind) && symbols[index].segment !== undefined) {
      found.push({ at: begin + offset, symbol: symbols[index] });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** An address as the linker writes it into code: five bytes with seven bits each. */
function addressAt(linked, at) {
  return [0, 1, 2, 3, 4].reduce((sum, n) => sum | ((linked[at + n] & 127) << (7 * n)), 0) >>> 0;
}

function within(found, from, to) {
  const first = (place) => {
    let [low, high] = [0, found.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (found[middle].at < place) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return found.slice(first(from), first(to));
}

/** The functions' code, in the file. */
function* bodies(linked, parts) {
  const imported = importedFunctions(linked);
  const read = reader(linked, parts.find(({ id }) => id === CODE).from);
  for (let at = 0, count = read.number(); at < count; at += 1) {
    const size = read.number();
    yield { index: imported + at, from: read.at, to: read.at + size };
    read.skip(size);
  }
}

function importedFunctions(linked) {
  // Notes of compiler and linker are not the engine's business.
  const known = replaced(linked, (id) => (id === CUSTOM ? null : undefined));
  return WebAssembly.Module.imports(new WebAssembly.Module(known)).filter(({ kind }) => kind === "function").length;
}

function functionNames(linked, { from, to }) {
  const FUNCTIONS = 1;
  const read = reader(linked, from);
  while (read.at < to) {
    const kind = read.byte();
    const end = read.number() + read.at;
    if (kind === FUNCTIONS) return new Map(Array.from({ length: read.number() }, () => [read.number(), read.text()]));
    read.skip(end - read.at);
  }
  return new Map();
}
