// Reads a graph in DOT from the standard input and prints the labels of its nodes, as
// Graphviz draws them, one a line.
import { readFileSync } from "node:fs";
import { instance } from "@viz-js/viz";

const viz = await instance();
const { status, output, errors } = viz.render(readFileSync(0, "utf8"), { format: "json" });
if (status !== "success") for (const e of errors) console.log(`${e.level}: ${e.message}`);
if (status === "success") for (const n of JSON.parse(output).objects ?? []) console.log(n.label);
process.exitCode = status === "success" ? 0 : 1;
