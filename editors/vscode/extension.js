// The extension starts `buslint lsp` and leaves the rest to the protocol.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function start() {
  const [command, ...args] = vscode.workspace.getConfiguration("buslint").get("command");
  const cwd = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath; // go tool needs the module
  client = new LanguageClient(
    "buslint",
    "buslint",
    { command, args: [...args, "lsp"], options: { cwd } },
    {
      documentSelector: [{ scheme: "file", language: "go" }],
      middleware: { executeCommand: (name, args, next) => (name === "buslint.show" ? show(...args) : next(name, args)) },
    },
  );
  try {
    await client.start();
  } catch (err) {
    vscode.window.showErrorMessage(
      `buslint does not start: ${err.message}. Install it, or say in the setting buslint.command how to run it.`,
    );
  }
}

// show opens the list of places that a code lens counts.
function show(at, places) {
  const convert = client.protocol2CodeConverter;
  return vscode.commands.executeCommand(
    "editor.action.showReferences",
    convert.asUri(at.uri),
    convert.asPosition(at.range.start),
    places.map((place) => convert.asLocation(place)),
  );
}

exports.activate = async (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand("buslint.restart", async () => {
      await client?.stop();
      await start();
    }),
  );
  await start();
};

exports.deactivate = () => client?.stop();
