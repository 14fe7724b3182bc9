// The binary form of a WebAssembly program: its sections, and the numbers and texts in them.

/** Kinds of sections. */
export const CUSTOM = 0, IMPORT = 2, CODE = 10, DATA = 11, DATA_COUNT = 12;

/** Reads numbers and texts one after another, from `at` on. */
export function reader(bytes, at) {
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  return {
    get at() {
      return at;
    },
    byte: () => bytes[at++],
    number,
    text: () => {
      const length = number();
      return bytes.toString("utf8", at, (at += length));
    },
    skip: (count) => void (at += count),
  };
}

/** All sections: where each begins, where its content begins (behind the name of a custom one) and ends. */
export function sections(program) {
  const found = [];
  for (const read = reader(program, 8); read.at < program.length; ) {
    const start = read.at;
    const id = read.byte();
    const length = read.number();
    const from = read.at;
    const name = id === CUSTOM ? read.text() : "";
    found.push({ id, name, start, from: read.at, to: from + length });
    read.skip(from + length - read.at);
  }
  return found;
}

/** The program with some sections replaced: `change` gives a section's new content, `undefined` to leave it, `null` to drop it. */
export function replaced(program, change) {
  const parts = [program.subarray(0, 8)];
  for (const { id, name, start, from, to } of sections(program)) {
    const content = change(id, name, from, to);
    if (content === null) continue;
    if (content === undefined) parts.push(program.subarray(start, to));
    else parts.push(Buffer.from([id]), leb(content.length), content);
  }
  return Buffer.concat(parts);
}

/** The program without the notes of compiler and linker, but for the names of its functions. */
export function bare(program) {
  return replaced(program, (id, name) => (id === CUSTOM && name !== "name" ? null : undefined));
}

/** A number as the format writes it, seven bits a byte. */
export function leb(number) {
  const bytes = [];
  do {
    bytes.push((number & 127) | (number > 127 ? 128 : 0));
    number >>>= 7;
  } while (number);
  return Buffer.from(bytes);
}

/** A signed one. */
export function sleb(number) {
  const bytes = [];
  for (;;) {
    const low = number & 127;
    number >>= 7;
    const ends = number === (low & 64 ? -1 : 0);
    bytes.push(low | (ends ? 0 : 128));
    if (ends) return Buffer.from(bytes);
  }
}
