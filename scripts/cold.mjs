// Takes out of the functions that a first view needs what it never reaches in them.
//
// Half of the code of a function that runs does not run with it: what is said of faulty data, shapes
// that the picture does not have, places of panics. Each arm of an `if` and each end of a block gets
// a mark for the rehearsal (scripts/rehearse.mjs). What was never reached becomes a function of its
// own, which the split (scripts/split.mjs) then takes into the second part like any other.
//
// Such a function takes the locals that it reads, and gives back by globals those that it writes and
// others read. Where it can be left by more than one way, it says by a number which one it took.
import binaryen from "binaryen";

const B = binaryen;

/** What a rehearsal marks and `outline` takes out is found in a program in this form only. */
export function tidy(module) {
  module.runPasses(["dce", "remove-unused-names", "remove-unused-brs", "merge-blocks", "remove-unused-brs", "ssa-nomerge", "vacuum"]);
}

/** Calls `mark(n)` at the beginning of every region of these functions; gives their number. */
export function markRegions(module, names, mark) {
  let count = 0;
  for (const name of names) {
    const found = regionsOf(bodyOf(module, name));
    for (const { block, tails, branch, arms } of found) {
      if (block) {
        const from = count;
        count += tails.length;
        for (const [at, index] of [...tails.entries()].reverse()) B.Block(block).insertChildAt(index, mark(from + at));
      } else {
        for (const arm of arms) {
          const old = B.If(branch)[arm];
          B.If(branch)[arm] = module.block(null, [mark(count++), old], B.getExpressionType(old));
        }
      }
    }
  }
  return count;
}

/** Makes functions of the regions of functions that ran which were not hit themselves; gives their names. */
export function outline(module, names, ran, hit) {
  const made = [];
  const scratch = new Scratch(module);
  let count = 0;
  for (const name of names) {
    const cold = new Map();
    for (const { block, tails, branch, arms } of regionsOf(bodyOf(module, name))) {
      if (block) {
        const first = tails.findIndex((_, at) => !hit(count + at));
        count += tails.length;
        if (first >= 0) cold.set(block, tails[first]);
      } else {
        const unseen = arms.filter((_, at) => !hit(count + at));
        count += arms.length;
        if (unseen.length) cold.set(branch, unseen);
      }
    }
    if (cold.size && ran.has(name) && !LIBRARY.test(name)) new Outliner(module, name, cold, scratch, made).run();
  }
  return made;
}

/**
 * The standard library's own functions, by their linker's names: which of their ways is taken depends on
 * the length of a text or a list, so that any may be at any time.
 */
const LIBRARY = /^(_ZN\d+(_\$LT\$|\$LT\$)?(core|alloc|std|hashbrown|dlmalloc)\b|_ZN\d+_?\$LT\$?(core|alloc|std|hashbrown)\.\.|_ZN(4core|5alloc|3std|9hashbrown)|_R.*(4core|5alloc|3std|8dlmalloc|7___rustc))/;

/** Numbers that stand in a function: of constants, and of what is added to addresses; none if it has something unknown. */
export function numbersIn(module, name) {
  const numbers = new Set();
  let known = true;
  const visit = (ref) => {
    const id = B.getExpressionId(ref);
    if (id === B.ConstId && B.getExpressionType(ref) === B.i32) numbers.add(B.Const(ref).valueI32 >>> 0);
    if (id === B.LoadId) numbers.add(B.Load(ref).offset >>> 0);
    if (id === B.StoreId) numbers.add(B.Store(ref).offset >>> 0);
    const kids = childrenOf(ref, id);
    if (!kids) known = false;
    else kids.forEach(visit);
  };
  visit(bodyOf(module, name));
  return known ? numbers : null;
}

const CHILDREN = new Map([
  [B.NopId, []], [B.LocalGetId, []], [B.GlobalGetId, []], [B.ConstId, []], [B.MemorySizeId, []], [B.UnreachableId, []],
  [B.RefNullId, []], [B.RefFuncId, []], [B.TableSizeId, []],
  [B.BlockId, [B.Block, "children"]],
  [B.IfId, [B.If, "condition", "ifTrue", "ifFalse"]],
  [B.LoopId, [B.Loop, "body"]],
  [B.BreakId, [B.Break, "value", "condition"]],
  [B.SwitchId, [B.Switch, "value", "condition"]],
  [B.CallId, [B.Call, "operands"]],
  [B.CallIndirectId, [B.CallIndirect, "operands", "target"]],
  [B.LocalSetId, [B.LocalSet, "value"]],
  [B.GlobalSetId, [B.GlobalSet, "value"]],
  [B.LoadId, [B.Load, "ptr"]],
  [B.StoreId, [B.Store, "ptr", "value"]],
  [B.UnaryId, [B.Unary, "value"]],
  [B.BinaryId, [B.Binary, "left", "right"]],
  [B.SelectId, [B.Select, "ifTrue", "ifFalse", "condition"]],
  [B.DropId, [B.Drop, "value"]],
  [B.ReturnId, [B.Return, "value"]],
  [B.MemoryGrowId, [B.MemoryGrow, "delta"]],
  [B.MemoryCopyId, [B.MemoryCopy, "dest", "source", "size"]],
  [B.MemoryFillId, [B.MemoryFill, "dest", "value", "size"]],
  [B.RefIsNullId, [B.RefIsNull, "value"]],
  [B.TableGetId, [B.TableGet, "index"]],
  [B.TableSetId, [B.TableSet, "index", "value"]],
  [B.TableGrowId, [B.TableGrow, "value", "delta"]],
]);

/** What stands directly in an expression, in the order in which it runs; nothing at all of a kind that is not known here. */
function childrenOf(ref, id = B.getExpressionId(ref)) {
  const [kind, ...parts] = CHILDREN.get(id) ?? [null];
  if (kind === null) return undefined;
  if (!kind) return [];
  const it = kind(ref);
  return parts.flatMap((part) => it[part]).filter(Boolean);
}

function bodyOf(module, name) {
  return B.Function(module.getFunction(name)).body;
}

/** Every place of a function that a branch can pass by, always in the same order. */
function regionsOf(body) {
  const found = [];
  // Whether something in it may go elsewhere than on.
  const visit = (ref) => {
    const id = B.getExpressionId(ref);
    const kids = childrenOf(ref, id) ?? [];
    const leaves = kids.map(visit);
    if (id === B.BlockId) {
      const tails = kids.map((_, at) => at + 1).filter((at) => at < kids.length && leaves[at - 1]);
      if (tails.length) found.push({ block: ref, tails });
    }
    if (id === B.IfId) {
      const { ifFalse } = B.If(ref);
      found.push({ branch: ref, arms: ifFalse ? ["ifTrue", "ifFalse"] : ["ifTrue"] });
    }
    return [B.BreakId, B.SwitchId, B.ReturnId, B.UnreachableId].includes(id) || leaves.some(Boolean);
  };
  visit(body);
  return found;
}

/** Globals by which locals are given back, made when they are needed. */
class Scratch {
  #made = new Set();
  constructor(module) {
    this.module = module;
  }
  name(type, what) {
    const name = `given$${type}$${what}`;
    if (!this.#made.has(name)) {
      this.#made.add(name);
      const { i32, i64, f32, f64 } = this.module;
      const zero = new Map([[B.i32, () => i32.const(0)], [B.i64, () => i64.const(0n)], [B.f32, () => f32.const(0)], [B.f64, () => f64.const(0)]]).get(type)();
      this.module.addGlobal(name, type, true, zero);
    }
    return name;
  }
}

const PLAIN = new Set([B.i32, B.i64, B.f32, B.f64]);
/** An expression takes some two bytes; what a call takes in its place, with each local and way out. */
const BYTES = 2.2, CALL_BYTES = 10, IN_BYTES = 2, OUT_BYTES = 4, EXIT_BYTES = 5;
/** What is not worth a function. */
const LEAST_GAIN = 2;

class Outliner {
  constructor(module, name, cold, scratch, made) {
    Object.assign(this, { module, name, cold, scratch, made });
    const own = B.Function(module.getFunction(name));
    this.results = own.results;
    this.types = [...B.expandType(own.params), ...Array.from({ length: own.numVars }, (_, at) => own.getVar(at))];
    this.body = own.body;
    this.gets = new Map();
    this.countGets(this.body);
  }

  countGets(ref) {
    const id = B.getExpressionId(ref);
    if (id === B.LocalGetId) {
      const { index } = B.LocalGet(ref);
      this.gets.set(index, (this.gets.get(index) ?? 0) + 1);
    }
    for (const kid of childrenOf(ref, id) ?? []) this.countGets(kid);
  }

  run() {
    this.visit(this.body, false);
  }

  visit(ref, looped) {
    const id = B.getExpressionId(ref);
    if (id === B.BlockId && this.cold.has(ref)) {
      const block = B.Block(ref);
      const from = this.cold.get(ref);
      const kids = block.children;
      const site = this.replace(kids.slice(from), B.getExpressionType(ref), looped, block.name);
      if (site) {
        while (block.numChildren > from) block.removeChildAt(block.numChildren - 1);
        for (const one of site) block.appendChild(one);
        for (const kid of kids.slice(0, from)) this.visit(kid, looped);
        return;
      }
    }
    if (id === B.IfId) {
      const it = B.If(ref);
      this.visit(it.condition, looped);
      const unseen = this.cold.get(ref) ?? [];
      for (const arm of ["ifTrue", "ifFalse"]) {
        const old = it[arm];
        if (!old) continue;
        const type = B.getExpressionType(old);
        const site = unseen.includes(arm) && this.replace([old], type, looped, null);
        if (site) it[arm] = site.length === 1 ? site[0] : this.module.block(null, site, type);
        else this.visit(old, looped);
      }
      return;
    }
    for (const kid of childrenOf(ref, id) ?? []) this.visit(kid, looped || id === B.LoopId);
  }

  /** What stands in place of these expressions of that type, once they are a function; nothing if they should not be one. */
  replace(list, type, looped, ownLabel) {
    const last = B.getExpressionType(list.at(-1));
    const falls = last !== B.unreachable;
    // The value of the end of a block is the block's.
    const value = falls && last !== B.none ? last : null;
    if (value && !PLAIN.has(value)) return null;
    const region = this.look(list);
    if (!region) return null;
    // To leave the block whose end this is, is to go on.
    const labels = [...region.targets];
    const ends = falls || (ownLabel && labels.includes(ownLabel));
    const ways = labels.filter((label) => label !== ownLabel);
    if (ownLabel && labels.includes(ownLabel) && type !== B.none) return null;
    const written = [...region.sets].filter((at) => this.gets.get(at) > (region.gets.get(at) ?? 0) || (looped && region.early.has(at)));
    const flow = this.assigned(list, new Set(written));
    const read = [...new Set([...region.early, ...flow])].sort((a, b) => a - b);
    const outs = ends || ways.length ? written : [];
    if (outs.some((at) => !PLAIN.has(this.types[at]))) return null;
    const exits = ways.length + (ends ? 1 : 0) + (region.returns ? 1 : 0);
    if (exits > 1 && region.returns && this.results !== B.none && !PLAIN.has(this.results)) return null;
    const cost = CALL_BYTES + read.length * IN_BYTES + outs.length * OUT_BYTES + (exits > 1 ? exits * EXIT_BYTES : 0);
    if (region.size * BYTES < cost + LEAST_GAIN) return null;
    return this.build({ list, value, read, outs, ways, ends, ownLabel, exits, region });
  }

  /** What the expressions read, write and where they may go; nothing if there is something that can't be moved. */
  look(list) {
    const found = { size: 0, gets: new Map(), sets: new Set(), early: new Set(), targets: new Set(), returns: 0, gaveBack: [], accesses: [] };
    const own = new Set();
    const visit = (ref) => {
      const id = B.getExpressionId(ref);
      found.size += 1;
      if (id === B.BlockId && B.Block(ref).name) own.add(B.Block(ref).name);
      if (id === B.LoopId && B.Loop(ref).name) own.add(B.Loop(ref).name);
      const kids = childrenOf(ref, id);
      if (!kids) return false;
      if (id === B.BreakId) {
        const it = B.Break(ref);
        if (!own.has(it.name)) {
          if (it.value) return false;
          found.targets.add(it.name);
        }
      }
      if (id === B.SwitchId) {
        const it = B.Switch(ref);
        for (const name of [...it.names, it.defaultName]) {
          if (own.has(name)) continue;
          if (it.value) return false;
          found.targets.add(name);
        }
      }
      if (id === B.ReturnId) {
        found.returns += 1;
        found.gaveBack.push(ref);
      }
      for (const kid of kids) if (!visit(kid)) return false;
      if (id === B.LocalGetId) {
        const { index } = B.LocalGet(ref);
        found.gets.set(index, (found.gets.get(index) ?? 0) + 1);
        found.accesses.push(ref);
      }
      if (id === B.LocalSetId) {
        found.sets.add(B.LocalSet(ref).index);
        found.accesses.push(ref);
      }
      return true;
    };
    for (const one of list) if (!visit(one)) return null;
    found.early = this.early(list);
    return found;
  }

  /** Locals that may be read before they are written. */
  early(list) {
    const early = new Set();
    this.follow(list, (at, known) => !known.has(at) && early.add(at), () => {});
    return early;
  }

  /** Locals that must be given in, as on some way out nothing has been written to them. */
  assigned(list, written) {
    const missing = new Set();
    const leave = (known) => {
      for (const at of written) if (!known.has(at)) missing.add(at);
    };
    const end = this.follow(list, () => {}, leave);
    if (end) leave(end);
    return missing;
  }

  /** Goes through expressions as they run, with the locals that are surely written; null where nothing goes on. */
  follow(list, reads, leaves) {
    const visit = (ref, known) => {
      const id = B.getExpressionId(ref);
      if (id === B.LocalGetId) reads(B.LocalGet(ref).index, known);
      if (id === B.IfId) {
        const it = B.If(ref);
        visit(it.condition, known);
        const ends = [it.ifTrue, it.ifFalse].filter(Boolean).map((arm) => {
          const inside = new Set(known);
          visit(arm, inside);
          return B.getExpressionType(arm) === B.unreachable ? null : inside;
        });
        const on = ends.filter(Boolean);
        if (it.ifFalse && on.length) for (const at of on[0]) if (on.every((end) => end.has(at))) known.add(at);
        return;
      }
      if (id === B.BlockId || id === B.LoopId) {
        // A way to its end may pass by what is written in it.
        const named = id === B.BlockId && B.Block(ref).name;
        const inside = named ? new Set(known) : known;
        for (const kid of childrenOf(ref, id)) visit(kid, inside);
        return;
      }
      for (const kid of childrenOf(ref, id)) visit(kid, known);
      if (id === B.LocalSetId) known.add(B.LocalSet(ref).index);
      if (id === B.BreakId || id === B.SwitchId) leaves(known);
    };
    const known = new Set();
    for (const one of list) visit(one, known);
    return B.getExpressionType(list.at(-1)) === B.unreachable ? null : known;
  }

  build({ list, value, read, outs, ways, ends, ownLabel, exits, region }) {
    const m = this.module;
    const name = `cold$${this.made.length}`;
    this.made.push(name);
    const types = read.map((at) => this.types[at]);
    // Its own locals: those given in, then the others.
    const place = new Map(read.map((at, to) => [at, to]));
    const vars = [];
    for (const ref of region.accesses) {
      const it = B.getExpressionId(ref) === B.LocalGetId ? B.LocalGet(ref) : B.LocalSet(ref);
      const old = it.index;
      if (!place.has(old)) {
        place.set(old, read.length + vars.length);
        vars.push(this.types[old]);
      }
      it.index = place.get(old);
    }
    const slots = new Map();
    const globals = outs.map((at) => {
      const type = this.types[at];
      slots.set(type, (slots.get(type) ?? 0) + 1);
      return this.scratch.name(type, slots.get(type));
    });
    const give = () => outs.map((at, n) => m.global.set(globals[n], m.local.get(place.get(at), this.types[at])));
    const take = () => outs.map((at, n) => m.local.set(at, m.global.get(globals[n], this.types[at])));
    const call = (type) => m.call(name, read.map((at) => m.local.get(at, this.types[at])), type);
    const make = (results, body) => m.addFunction(name, B.createType(types), results, vars, body);
    const inside = ownLabel && region.targets.has(ownLabel) ? [m.block(ownLabel, list, B.none)] : list;

    if (exits === 0) {
      make(B.none, m.block(null, inside, B.unreachable));
      return [call(B.none), m.unreachable()];
    }
    if (exits === 1 && region.returns) {
      make(this.results, m.block(null, inside, B.unreachable));
      return this.results === B.none ? [call(B.none), m.return()] : [m.return(call(this.results))];
    }
    const kept = value && this.scratch.name(value, "value");
    const body = value ? [m.global.set(kept, m.block(null, inside, value))] : inside;
    const valued = () => (value ? [m.global.get(kept, value)] : []);
    if (exits === 1) {
      if (ends) {
        if (value && !outs.length) {
          make(value, m.block(null, list, value));
          return [call(value)];
        }
        make(B.none, m.block(null, [...body, ...give()], B.none));
        return [call(B.none), ...take(), ...valued()];
      }
      make(B.none, m.block(null, [m.block(ways[0], inside, B.none), ...give()], B.none));
      return [call(B.none), ...take(), m.br(ways[0])];
    }
    // Which way was taken: 0 on, 1 back to the caller, 2 and more the labels.
    const back = this.results === B.none ? null : this.scratch.name(this.results, "back");
    for (const ref of region.gaveBack) {
      const it = B.Return(ref);
      it.value = back ? m.block(null, [m.global.set(back, it.value), m.i32.const(1)], B.i32) : m.i32.const(1);
    }
    let inner = [...body, ...(ends ? [...give(), m.return(m.i32.const(0))] : [])];
    for (const [at, label] of ways.entries()) inner = [m.block(label, inner, B.none), ...give(), m.return(m.i32.const(at + 2))];
    make(B.i32, m.block(null, inner, B.unreachable));
    const numbered = [
      ...(region.returns ? [{ number: 1, go: () => m.return(back ? m.global.get(back, this.results) : undefined) }] : []),
      ...ways.map((label, at) => ({ number: at + 2, label, go: () => m.br(label) })),
    ];
    const which = this.scratch.name(B.i32, "way");
    const simple = ends && numbered.length === 1;
    const test = (number) => (simple ? m.global.get(which, B.i32) : m.i32.eq(m.global.get(which, B.i32), m.i32.const(number)));
    const site = [m.global.set(which, call(B.i32)), ...take()];
    for (const [at, { number, label, go }] of numbered.entries()) {
      if (!ends && at === numbered.length - 1) site.push(go());
      else if (label) site.push(m.br_if(label, test(number)));
      else site.push(m.if(test(number), go()));
    }
    return [...site, ...(ends ? valued() : [])];
  }
}
