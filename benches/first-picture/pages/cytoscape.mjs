import cytoscape from "cytoscape";
import { drawn, load } from "./data.mjs";

const { nodes, edges } = await load();
const graph = cytoscape({
  container: document.querySelector("#graph"),
  elements: [...nodes, ...edges].map((data) => ({ data })),
  style: [
    { selector: "node", style: { label: "data(label)", "font-size": 8 } },
    { selector: "edge", style: { width: 1, "curve-style": "bezier", "target-arrow-shape": "triangle" } },
  ],
  layout: { name: "cose", animate: false },
});
graph.on("render", drawn);
