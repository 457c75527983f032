import * as vscode from "vscode";
import { HeapView } from "./heap";
import { Server } from "./server";
import { Status } from "./status";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("doppelint", { log: true });
  const trace = vscode.window.createOutputChannel("doppelint (trace)", { log: true });
  const status = new Status();
  const server = new Server(log, trace, status);
  const heap = new HeapView(server);
  context.subscriptions.push(
    log,
    trace,
    status,
    heap,
    vscode.commands.registerCommand("doppelint.restart", () => server.restart()),
    vscode.commands.registerCommand("doppelint.showHeap", () => heap.open()),
    vscode.commands.registerCommand("doppelint.fixAll", fixAll),
    vscode.commands.registerCommand("doppelint.showLog", () => log.show()),
  );
  stopping = () => server.dispose();
  await server.restart();
}

/** VS Code waits for what this gives. */
export function deactivate(): Promise<void> | undefined {
  return stopping?.();
}

let stopping: (() => Promise<void>) | undefined;

function fixAll(): Thenable<unknown> {
  return vscode.commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.doppelint", apply: "first" });
}
