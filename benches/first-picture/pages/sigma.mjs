import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";
import { drawn, load } from "./data.mjs";

const { nodes, edges } = await load();
const graph = new Graph({ multi: true });
nodes.forEach(({ id, label }, at) => {
  const turn = (2 * Math.PI * at) / nodes.length;
  graph.addNode(id, { label, size: 4, x: Math.cos(turn), y: Math.sin(turn) });
});
for (const { id, source, target } of edges) graph.addEdgeWithKey(id, source, target, { size: 1, type: "arrow" });
forceAtlas2.assign(graph, { iterations: 100, settings: forceAtlas2.inferSettings(graph) });
new Sigma(graph, document.querySelector("#graph"));
// It paints at once, in its constructor.
drawn();
