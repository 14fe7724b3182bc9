// What the program's script must do so that its second part arrives (scripts/split.mjs).
import { createHash } from "node:crypto";
import { FETCH_NOW, SHARED, TAKEN } from "./split.mjs";

/** The script with the import that the marked program of a rehearsal calls. */
export function withMarks(script) {
  return withImport(script, "atlas_mark: atlasMark,");
}

/** The script of a page: it fetches the second part when a reader first reaches for the page. */
export function withFetchedRest(script, rest) {
  return withImport(script, `${FETCH_NOW}: restNow,`).replace(/\nexport /, () => `${FETCHED}\nexport `)
    .replace("REST_ADDRESS", () => JSON.stringify(`./${rest.name}`))
    .replace("REST_HASH", () => JSON.stringify(integrity(rest.content)));
}

export function integrity(bytes) {
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
}

function withImport(script, line) {
  const begin = "const import0 = {\n";
  if (!script.includes(begin)) throw new Error("the script of wasm-bindgen is not as expected");
  return script.replace(begin, () => `${begin}        ${line}\n`);
}

// `atlasRest` is what the program calls, and the first sign of a reader. `restNow` is for a bridge
// that is crossed too early: it holds the page up, as nothing else can be done there.
const FETCHED = `
const restAddress = new URL(REST_ADDRESS, import.meta.url);
let restComing;
function restImports() {
const taken = {};
for (let at = 0; at < wasm.${TAKEN}.length; at += 1) taken["f" + at.toString(36)] = wasm.${TAKEN}.get(at);
return { ...__wbg_get_imports(), ${SHARED}: { ...wasm, ...taken } };
}
function restArrived() {
wasm.arrived.value = 1;
atlasRest.here = true;
}
globalThis.atlasRest = () => wasm.arrived.value ? Promise.resolve() : restComing ??= fetch(restAddress, { integrity: REST_HASH })
.then((response) => __wbg_load(response, restImports()))
.then(restArrived)
.catch((error) => { restComing = undefined; throw error; });
const restNow = () => {
const ask = new XMLHttpRequest();
ask.open("GET", restAddress, false);
ask.overrideMimeType("text/plain; charset=x-user-defined");
ask.send();
const bytes = Uint8Array.from(ask.responseText, (letter) => letter.charCodeAt());
new WebAssembly.Instance(new WebAssembly.Module(bytes), restImports());
restArrived();
};
const signs = ["pointerdown", "pointermove", "touchstart", "keydown", "focusin", "wheel"];
function reached() {
if (!wasm) return;
for (const sign of signs) removeEventListener(sign, reached, true);
atlasRest().catch(() => {});
}
for (const sign of signs) addEventListener(sign, reached, { capture: true, passive: true });
`;
