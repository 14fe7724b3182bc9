import { forceCenter, forceLink, forceManyBody, forceSimulation } from "d3-force";
import { drawn, load } from "./data.mjs";

const { nodes, edges } = await load();
const canvas = document.querySelector("canvas");
const [width, height] = [(canvas.width = innerWidth), (canvas.height = innerHeight)];
const pen = canvas.getContext("2d");
forceSimulation(nodes)
  .force("link", forceLink(edges).id((node) => node.id))
  .force("charge", forceManyBody())
  .force("centre", forceCenter(width / 2, height / 2))
  .on("tick", () => {
    pen.clearRect(0, 0, width, height);
    pen.strokeStyle = "#777";
    pen.beginPath();
    for (const { source, target } of edges) {
      pen.moveTo(source.x, source.y);
      pen.lineTo(target.x, target.y);
    }
    pen.stroke();
    pen.fillStyle = "#222";
    for (const node of nodes) {
      pen.beginPath();
      pen.arc(node.x, node.y, 4, 0, 7);
      pen.fill();
      pen.fillText(node.label, node.x + 6, node.y + 3);
    }
    drawn();
  });
