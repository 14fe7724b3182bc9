// Reads exported graphs with graphology, which is not ours, and says what it saw as JSON.
//
//   node graphs.mjs <file.gexf | file.graphml>
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const { MultiDirectedGraph } = require("graphology");
const file = process.argv[2];
const read = file.endsWith(".gexf") ? require("graphology-gexf") : require("graphology-graphml");
const graph = read.parse(MultiDirectedGraph, readFileSync(file, "utf8"), { addMissingNodes: false });
console.log(
  JSON.stringify({
    graph: graph.getAttributes(),
    nodes: graph.mapNodes((id, attributes) => ({ id, attributes })),
    edges: graph.mapEdges((id, attributes, source, target) => ({ id, source, target, attributes })),
  }),
);
