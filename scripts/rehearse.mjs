// Runs the built page in Node, on a document of plain objects, to learn two things of it:
// which elements it puts around the picture, whose places the first view keeps free, so that
// nothing moves when the page takes over; and which of its functions the first view needs
// (scripts/split.mjs). Nothing is listed by hand, so nothing can be out of date.
//
// The document knows what the page asks of it at the start, and no more; a page that asks for
// something else fails the build, which is the place to add it.
import vm from "node:vm";

const VOID = new Set(["input", "br", "hr", "img", "meta", "link"]);

class Target {
  heard = [];
  addEventListener(type, call) {
    this.heard.push({ type, call });
  }
  removeEventListener(type, call) {
    this.heard = this.heard.filter((one) => one.type !== type || one.call !== call);
  }
  dispatchEvent() {
    return true;
  }
  /** An event as a reader makes one, here and at everything around. */
  fire(type, given = {}) {
    const event = { type, target: this, preventDefault() {}, stopPropagation() {}, composedPath: () => [this], ...given };
    for (let at = this; at; at = at.parentNode) {
      for (const { call } of at.heard.filter((one) => one.type === type)) call(Object.assign(event, { currentTarget: at }));
    }
  }
}

class Node extends Target {
  parentNode = null;
  childNodes = [];
  get firstChild() {
    return this.childNodes[0] ?? null;
  }
  get lastChild() {
    return this.childNodes.at(-1) ?? null;
  }
  insertBefore(node, next) {
    node.remove();
    const at = next ? this.childNodes.indexOf(next) : this.childNodes.length;
    if (at < 0) throw new Error("the next node is not a child");
    this.childNodes.splice(at, 0, node);
    node.parentNode = this;
    return node;
  }
  appendChild(node) {
    return this.insertBefore(node, null);
  }
  removeChild(node) {
    node.remove();
    return node;
  }
  replaceChild(node, old) {
    this.insertBefore(node, old);
    return this.removeChild(old);
  }
  remove() {
    const among = this.parentNode?.childNodes;
    if (among) among.splice(among.indexOf(this), 1);
    this.parentNode = null;
  }
  get textContent() {
    return this.childNodes.map((node) => node.textContent).join("");
  }
  set textContent(text) {
    this.childNodes = [];
    if (text) this.appendChild(new Text(text));
  }
  contains(node) {
    return node === this || this.childNodes.some((kid) => kid.contains(node));
  }
}

class List extends Array {
  item(at) {
    return this[at] ?? null;
  }
}

class Text extends Node {
  constructor(data) {
    super();
    this.data = data;
  }
  get textContent() {
    return this.data;
  }
  get html() {
    return this.data.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
  }
}

class Element extends Node {
  attributes = new Map();
  value = "";
  checked = false;
  style = { setProperty() {}, removeProperty() {} };
  constructor(name, width) {
    super();
    this.localName = this.tagName = name;
    this.clientWidth = width;
  }
  get id() {
    return this.getAttribute("id") ?? "";
  }
  setAttribute(name, value) {
    this.attributes.set(name, String(value));
  }
  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }
  hasAttribute(name) {
    return this.attributes.has(name);
  }
  removeAttribute(name) {
    this.attributes.delete(name);
  }
  getBoundingClientRect() {
    return { x: 0, y: 0, top: 0, left: 0, right: this.clientWidth, bottom: 100, width: this.clientWidth, height: 100 };
  }
  focus() {}
  closest(selector) {
    for (let at = this; at; at = at.parentNode) if (selector.split(",").some((one) => fits(one)?.(at))) return at;
    return null;
  }
  /** All elements below, in order. */
  *all() {
    for (const kid of this.childNodes) {
      if (!(kid instanceof Element)) continue;
      yield kid;
      yield* kid.all();
    }
  }
  /** One simple selector, or several with spaces between, of which the last counts. */
  querySelectorAll(selector) {
    const fit = fits(selector.split(",")[0]);
    return List.from(fit ? [...this.all()].filter(fit) : []);
  }
  querySelector(selector) {
    return this.querySelectorAll(selector)[0] ?? null;
  }
  get html() {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${value.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)}"`);
    // What is typed is no attribute of the document, but the field is as wide with it.
    if (this.localName === "input" && this.value) attributes.push(` value="${this.value.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)}"`);
    const inside = this.childNodes.map((node) => node.html).join("");
    return `<${this.localName}${attributes.join("")}>${VOID.has(this.localName) ? "" : `${inside}</${this.localName}>`}`;
  }
}

/** Whether an element fits a simple selector, or the last of several with spaces between. */
function fits(selector) {
  const last = selector.trim().split(/\s+/).at(-1);
  const parts = last.match(/^([a-z]*)((?:[#.][\w-]+)*)((?:\[[\w-]+(?:='[^']*')?\])*)$/i);
  if (!parts) return null;
  const [, tag, marks, attributes] = parts;
  return (element) =>
    (!tag || element.localName === tag) &&
    (marks.match(/[#.][\w-]+/g) ?? []).every((mark) =>
      mark[0] === "#" ? element.id === mark.slice(1) : (element.getAttribute("class") ?? "").split(" ").includes(mark.slice(1)),
    ) &&
    [...attributes.matchAll(/\[([\w-]+)(?:='([^']*)')?\]/g)].every(([, name, value]) =>
      value === undefined ? element.hasAttribute(name) : element.getAttribute(name) === value,
    );
}

/** What readers do with the first part alone: they move in time and look at marks. */
async function play(app) {
  const rest = () => new Promise((later) => setTimeout(later, 20));
  const [slider] = app.querySelectorAll("input").filter((input) => input.getAttribute("type") === "range");
  const [back, plays, on] = app.querySelector(".date-bar").querySelectorAll("button");
  const picture = app.querySelector("svg.scene");
  const typed = Object.assign(app.querySelector("#date"), { value: "2014-05" });
  for (const act of [
    () => on.fire("click"),
    () => back.fire("click"),
    () => plays.fire("click"),
    () => plays.fire("click"),
    () => typed.fire("input"),
    () => typed.fire("change"),
    ...["+", "−"].map((sign) => () => app.querySelectorAll("button").find((button) => button.textContent === sign).fire("click")),
    () => picture.fire("pointermove", { clientX: 9, clientY: 9, pointerType: "mouse" }),
    () => slider.fire("input", { target: Object.assign(slider, { value: String(Number(slider.value) - 900) }) }),
    () => slider.fire("change"),
    () => back.fire("click"),
    ...app.querySelectorAll("[data-party]").slice(0, 3).map((mark) => () => mark.fire("pointerover")),
    ...app.querySelectorAll("[data-grant]").slice(0, 8).map((mark) => () => mark.fire("pointerover")),
    () => picture.fire("pointerleave"),
    // What the second part is needed for waits, and is told that it does not come.
    () => app.querySelector(".stories").querySelector("button").fire("click"),
  ]) {
    act();
    await rest();
  }
}

/**
 * The elements of the page's root as the program describes them, for a window of this width;
 * `mark` hears of each function that runs, `plays` says whether a reader does something, `slow` whether
 * the device is so slow that nothing is done within a frame, and `ends` what becomes of the page.
 */
export async function rehearse({ glue, program, data, built, site, width, search = "", hash = "", language = "en", mark, plays, slow, ends = "ready", status = 200 }) {
  const make = (name) => new Element(name, width);
  const [root, head, body, app] = ["html", "head", "body", "main"].map(make);
  const meta = (name, content) => {
    const tag = head.appendChild(make("meta"));
    tag.setAttribute("name", name);
    tag.setAttribute("content", content);
  };
  for (const [name, content] of [["data", "data/rehearsed.json"], ["built", built], ["site-url", site]]) {
    meta(`catalog-atlas-${name}`, content ?? "");
  }
  app.setAttribute("id", "app");
  app.appendChild(make("p")).setAttribute("class", "loading");
  root.appendChild(head);
  root.appendChild(body);
  body.appendChild(app);

  const document = Object.assign(new Target(), {
    documentElement: root, head, body, title: "", activeElement: null, baseURI: "https://page.invalid/", currentScript: null,
    createElement: make,
    createElementNS: (_, name) => make(name),
    createTextNode: (text) => new Text(text),
    getElementById: (id) => root.querySelector(`#${id}`),
    querySelector: (selector) => root.querySelector(selector),
    querySelectorAll: (selector) => root.querySelectorAll(selector),
  });
  // Heard at once, and again when a bar for scrolling has taken some of the width.
  const observer = class {
    constructor(call) {
      this.call = call;
    }
    observe(element) {
      setTimeout(() => {
        this.call([]);
        element.clientWidth -= 15;
        setTimeout(() => this.call([]), 0);
      }, 0);
    }
    unobserve() {}
    disconnect() {}
  };
  // What is done depends on how long it took: that must be the same wherever the page is built.
  let clock_ms = Date.now();
  const now = () => (clock_ms += slow ? 20 : 0.001);
  const parts = [new TextEncoder().encode(data), undefined];
  const read = async () => ({ value: parts[0], done: !parts.shift() });
  const fetch = async (address) => ({ ok: status === 200, status, url: new URL(address, document.baseURI).href, body: { getReader: () => ({ read }) } });
  const Response = class { static [Symbol.hasInstance](it) { return Boolean(it?.body); } };
  const any = class { static [Symbol.hasInstance]() { return true; } };
  const kinds = "Window Document HTMLElement SVGElement HTMLInputElement HTMLSelectElement Event KeyboardEvent PointerEvent ReadableStreamDefaultReader".split(" ");
  const scope = {
    document, console, performance: { now }, Date: class extends Date { static now = now; }, queueMicrotask, setTimeout, clearTimeout, setInterval: (call) => setInterval(call, 10), clearInterval, TextDecoder, TextEncoder, WebAssembly, URL, FinalizationRegistry,
    location: { href: document.baseURI, search, hash, pathname: "/", origin: "https://page.invalid" },
    history: { pushState() {}, replaceState() {} },
    navigator: { languages: [language, language.slice(0, 2)], language },
    origin: "https://page.invalid",
    innerHeight: 900, innerWidth: width,
    matchMedia: () => ({ matches: false, addEventListener() {}, removeEventListener() {} }),
    requestAnimationFrame: (call) => setTimeout(() => call(now()), 0),
    cancelAnimationFrame: clearTimeout,
    addEventListener() {}, removeEventListener() {},
    CustomEvent: class {}, ResizeObserver: observer, IntersectionObserver: observer, AbortController,
    Node, Element, Text, postMessage() {}, fetch, Response, atlasMark: mark,
    atlasRest: () => Promise.reject(new Error("a rehearsal has one part")),
    ...Object.fromEntries(kinds.map((kind) => [kind, any])),
  };
  scope.globalThis = scope.window = scope.self = scope.parent = vm.createContext(scope);
  // An object of the page's own world: the script compares prototypes.
  await vm.runInContext(`${glue}\n;(program) => wasm_bindgen({ module_or_path: program })`, scope)(program);
  for (const start = Date.now(); root.getAttribute("data-atlas") !== ends; ) {
    if (Date.now() - start > 20_000) throw new Error("the page was not ready in its rehearsal");
    await new Promise((later) => setTimeout(later, 5));
  }
  if (plays) await play(app);
  return app;
}
