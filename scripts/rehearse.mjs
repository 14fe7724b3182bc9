// Runs the built page once in Node, on a document of plain objects, to learn which elements
// it puts around the picture: the first view keeps their places free, so that nothing moves
// when the page takes over. Nothing is copied by hand, so nothing can differ.
//
// The document knows what the page asks of it at the start, and no more; a page that asks for
// something else fails the build, which is the place to add it.
import vm from "node:vm";

const VOID = new Set(["input", "br", "hr", "img", "meta", "link"]);

class Target {
  addEventListener() {}
  removeEventListener() {}
  dispatchEvent() {
    return true;
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
  closest() {
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
    const last = selector.split(",")[0].trim().split(/\s+/).at(-1);
    const parts = last.match(/^([a-z]*)((?:[#.][\w-]+)*)((?:\[[\w-]+(?:='[^']*')?\])*)$/i);
    if (!parts) return [];
    const [, tag, marks, attributes] = parts;
    const fits = (element) =>
      (!tag || element.localName === tag) &&
      (marks.match(/[#.][\w-]+/g) ?? []).every((mark) =>
        mark[0] === "#" ? element.id === mark.slice(1) : (element.getAttribute("class") ?? "").split(" ").includes(mark.slice(1)),
      ) &&
      [...attributes.matchAll(/\[([\w-]+)(?:='([^']*)')?\]/g)].every(([, name, value]) =>
        value === undefined ? element.hasAttribute(name) : element.getAttribute(name) === value,
      );
    return [...this.all()].filter(fits);
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

/** The elements of the page's root as the program describes them, for a window of this width. */
export async function rehearse({ glue, program, data, built, site, width }) {
  const make = (name) => new Element(name, width);
  const [root, head, body, app] = ["html", "head", "body", "main"].map(make);
  const meta = (name, content) => {
    const tag = head.appendChild(make("meta"));
    tag.setAttribute("name", name);
    tag.setAttribute("content", content);
  };
  for (const [name, content] of [["data", "#atlas-data"], ["built", built], ["site-url", site]]) {
    if (content) meta(`catalog-atlas-${name}`, content);
  }
  const store = body.appendChild(make("script"));
  store.setAttribute("id", "atlas-data");
  store.textContent = data;
  app.setAttribute("id", "app");
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
  const observer = class { observe() {} unobserve() {} disconnect() {} };
  const any = class { static [Symbol.hasInstance]() { return true; } };
  const kinds = "Window Document HTMLElement SVGElement HTMLInputElement HTMLSelectElement Event KeyboardEvent".split(" ");
  const scope = {
    document, console, performance, queueMicrotask, setTimeout, clearTimeout, setInterval, clearInterval, TextDecoder, TextEncoder, WebAssembly, URL, FinalizationRegistry,
    location: { href: document.baseURI, search: "", hash: "", pathname: "/", origin: "https://page.invalid" },
    history: { pushState() {}, replaceState() {} },
    navigator: { languages: ["en"], language: "en" },
    origin: "https://page.invalid",
    innerHeight: 900, innerWidth: width,
    matchMedia: () => ({ matches: false, addEventListener() {}, removeEventListener() {} }),
    requestAnimationFrame: (call) => setTimeout(() => call(performance.now()), 0),
    cancelAnimationFrame: clearTimeout,
    addEventListener() {}, removeEventListener() {},
    CustomEvent: class {}, ResizeObserver: observer, IntersectionObserver: observer, AbortController,
    Node, Element, Text,
    ...Object.fromEntries(kinds.map((kind) => [kind, any])),
  };
  scope.globalThis = scope.window = scope.self = scope.parent = vm.createContext(scope);
  // An object of the page's own world: the script compares prototypes.
  await vm.runInContext(`${glue}\n;(program) => wasm_bindgen({ module_or_path: program })`, scope)(program);
  for (const start = Date.now(); root.getAttribute("data-atlas") !== "ready"; ) {
    if (Date.now() - start > 20_000) throw new Error("the page was not ready in its rehearsal");
    await new Promise((later) => setTimeout(later, 5));
  }
  return app;
}
