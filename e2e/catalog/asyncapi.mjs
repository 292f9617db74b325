// Reads an AsyncAPI document from the standard input and prints what is wrong with it.
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";

const { document, diagnostics } = await new Parser().parse(readFileSync(0, "utf8"));
const errors = diagnostics.filter((d) => d.severity === 0);
for (const d of errors) console.log(`${d.path.join(".")}: ${d.message}`);
if (document) console.log(`messages ${document.allMessages().all().length}, operations ${document.allOperations().all().length}`);
process.exitCode = errors.length > 0 || !document ? 1 : 0;
