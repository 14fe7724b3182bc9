import ForceGraph from "force-graph";
import { drawn, load } from "./data.mjs";

const { nodes, edges } = await load();
new ForceGraph(document.querySelector("#graph"))
  .graphData({ nodes, links: edges })
  .nodeLabel("label")
  .linkDirectionalArrowLength(3)
  .onRenderFramePost(drawn);
