// Opens a file, waits for its diagnostics, goes to the handler of the message that stands
// at a place, applies the first fix, and waits until the diagnostics are gone. Prints what
// it sees, a line each.
//
//   node client.mjs BUSLINT FOLDER FILE LINE:CHARACTER
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import protocol from "vscode-languageserver-protocol/node.js";

const [buslint, folder, file, at] = process.argv.slice(2);
const [line, character] = at.split(":").map(Number);
const uri = (name) => pathToFileURL(name).toString();
const name = (uri) => relative(folder, fileURLToPath(uri));

const server = spawn(buslint, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
const connection = protocol.createProtocolConnection(
  new protocol.StreamMessageReader(server.stdout),
  new protocol.StreamMessageWriter(server.stdin),
);

// diagnostics waits for the next diagnostics of the file that fulfil a condition.
let waiting = () => {};
let latest;
connection.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => {
  if (name(params.uri) === file) {
    latest = params.diagnostics;
    waiting();
  }
});
const diagnostics = (condition) =>
  new Promise((resolve) => {
    waiting = () => latest && condition(latest) && resolve(latest);
    waiting();
  });
connection.onRequest(protocol.RegistrationRequest.type, () => {});
connection.listen();

const { capabilities } = await connection.sendRequest(protocol.InitializeRequest.type, {
  processId: process.pid,
  rootUri: uri(folder),
  workspaceFolders: [{ uri: uri(folder), name: "shop" }],
  capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
});
console.log("implementations:", capabilities.implementationProvider);
await connection.sendNotification(protocol.InitializedNotification.type, {});

const textDocument = { uri: uri(join(folder, file)) };
let text = readFileSync(join(folder, file), "utf8");
await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
  textDocument: { ...textDocument, languageId: "go", version: 1, text },
});
const position = { line, character };
const [first] = await diagnostics((all) => all.length > 0);
console.log(`${first.code} at ${first.range.start.line}:${first.range.start.character}: ${first.codeDescription.href}`);

for (const place of await connection.sendRequest(protocol.ImplementationRequest.type, { textDocument, position })) {
  console.log(`handler: ${name(place.uri)}:${place.range.start.line + 1}`);
}

const [action] = await connection.sendRequest(protocol.CodeActionRequest.type, {
  textDocument,
  range: first.range,
  context: { diagnostics: [first], only: ["quickfix"] },
});
console.log("action:", action.title);
const offset = ({ line, character }) => text.split("\n").slice(0, line).join("\n").length + (line > 0 ? 1 : 0) + character;
const edits = action.edit.changes[textDocument.uri].sort((a, b) => offset(b.range.start) - offset(a.range.start));
let fixed = text;
for (const { range, newText } of edits) {
  fixed = fixed.slice(0, offset(range.start)) + newText + fixed.slice(offset(range.end));
}
latest = undefined;
await connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
  textDocument: { ...textDocument, version: 2 },
  contentChanges: [{ text: fixed }],
});
console.log("left:", (await diagnostics((all) => all.length === 0)).length);

await connection.sendRequest(protocol.ShutdownRequest.type);
server.on("exit", (code) => {
  console.log("exit code:", code);
  connection.dispose();
});
await connection.sendNotification(protocol.ExitNotification.type);
