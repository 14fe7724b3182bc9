// One layout of one graph: node run.mjs <peer> <graph> <places>
//
// The graph is a file of little-endian u32: number of nodes, number of links, two ends for each link.
// The places are written as little-endian f32, x and y of each node. Prints the time in
// milliseconds that the layout itself took, without reading, building and writing: of the
// main thread on the processor where the system tells it, so that other work on the machine
// counts as little as it can; else by the clock.
import { readFileSync, writeFileSync } from 'node:fs';

const [, , peer, graphFile, placesFile] = process.argv;
const bytes = readFileSync(graphFile);
const numbers = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const [nodes, links] = numbers;
const ends = numbers.subarray(2, 2 + 2 * links);
const places = new Float32Array(2 * nodes);

// What starts at random starts at the same random places (mulberry32).
let seed = 1;
function random() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

function now() {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

function timed(run) {
  const start = now();
  run();
  return now() - start;
}

const peers = {
  // As its page recommends for a still picture: 300 ticks, the default cooling.
  async 'd3-force'() {
    const { forceSimulation, forceLink, forceManyBody, forceCenter } = await import('d3-force');
    const list = Array.from({ length: nodes }, (_, index) => ({ index }));
    const pairs = Array.from({ length: links }, (_, n) => ({ source: ends[2 * n], target: ends[2 * n + 1] }));
    const ms = timed(() =>
      forceSimulation(list)
        .force('link', forceLink(pairs))
        .force('charge', forceManyBody())
        .force('center', forceCenter())
        .stop()
        .tick(300)
    );
    list.forEach((node, n) => places.set([node.x, node.y], 2 * n));
    return ms;
  },

  // The settings that it infers from the graph's size, Barnes-Hut on.
  async forceatlas2() {
    const { default: graphology } = await import('graphology');
    const { default: layout } = await import('graphology-layout-forceatlas2');
    const graph = new graphology.UndirectedGraph();
    for (let n = 0; n < nodes; n += 1) graph.addNode(n, { x: random() * 1000, y: random() * 1000 });
    for (let n = 0; n < links; n += 1) graph.mergeEdge(ends[2 * n], ends[2 * n + 1]);
    const settings = { ...layout.inferSettings(graph), barnesHutOptimize: true };
    const ms = timed(() => layout.assign(graph, { iterations: 500, settings }));
    graph.forEachNode((key, node) => places.set([node.x, node.y], 2 * Number(key)));
    return ms;
  },

  // Its defaults; as many steps as the other gets.
  async ngraph() {
    const { default: create } = await import('ngraph.graph');
    const { default: layout } = await import('ngraph.forcelayout');
    const graph = create();
    for (let n = 0; n < nodes; n += 1) graph.addNode(n);
    for (let n = 0; n < links; n += 1) graph.addLink(ends[2 * n], ends[2 * n + 1]);
    const run = layout(graph);
    const ms = timed(() => {
      for (let n = 0; n < 500; n += 1) run.step();
    });
    graph.forEachNode((node) => {
      const { x, y } = run.getNodePosition(node.id);
      places.set([x, y], 2 * node.id);
    });
    return ms;
  },
};

const ms = await peers[peer]();
writeFileSync(placesFile, new Uint8Array(places.buffer));
console.log(ms.toFixed(1));
