// A view beside the editor: which names share which objects where the cursor is.
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { RequestType, type Position, type TextDocumentIdentifier } from "vscode-languageclient/node";
import { Latest } from "./latest";
import { heapPage, messagePage, type Picture } from "./page";
import type { Server } from "./server";

interface HeapParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly position: Position;
  readonly format: "svg";
}

const heapRequest = new RequestType<HeapParams, Picture | null, void>("doppelint/heap");
const DELAY = 150; // milliseconds that the cursor must rest

export class HeapView implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private readonly following: vscode.Disposable[] = [];
  private readonly latest = new Latest<vscode.TextEditor>(DELAY, (editor, isCurrent) => this.show(editor, isCurrent));

  constructor(private readonly server: Server) {}

  open(): void {
    if (this.panel === undefined) {
      this.panel = vscode.window.createWebviewPanel(
        "doppelint.heap",
        "Heap",
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        { enableScripts: false, enableForms: false, localResourceRoots: [] },
      );
      this.panel.onDidDispose(() => this.forget());
      this.panel.webview.html = messagePage("The heap at the cursor is shown here.", nonce());
      this.follow();
    } else {
      this.panel.reveal(undefined, true);
    }
    this.ask(vscode.window.activeTextEditor);
  }

  dispose(): void {
    this.panel?.dispose();
    this.forget();
  }

  private follow(): void {
    this.following.push(
      vscode.window.onDidChangeTextEditorSelection((event) => this.ask(event.textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.ask(editor)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        const editor = vscode.window.activeTextEditor;
        if (editor?.document === event.document) this.ask(editor);
      }),
    );
  }

  private forget(): void {
    this.panel = undefined;
    this.latest.drop();
    for (const one of this.following.splice(0)) one.dispose();
  }

  private ask(editor: vscode.TextEditor | undefined): void {
    if (editor?.document.languageId === "python") this.latest.ask(editor);
  }

  private async show(editor: vscode.TextEditor, isCurrent: () => boolean): Promise<void> {
    const html = await this.pageFor(editor);
    if (this.panel !== undefined && isCurrent()) this.panel.webview.html = html;
  }

  private async pageFor(editor: vscode.TextEditor): Promise<string> {
    const client = this.server.running;
    if (client === undefined) return messagePage("The server of doppelint does not run.", nonce());
    try {
      const picture = await client.sendRequest(heapRequest, {
        textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(editor.document),
        position: client.code2ProtocolConverter.asPosition(editor.selection.active),
        format: "svg",
      });
      return picture === null ? messagePage("No statement stands at the cursor.", nonce()) : heapPage(picture, nonce());
    } catch (error) {
      return messagePage(`The server could not answer: ${error instanceof Error ? error.message : String(error)}`, nonce());
    }
  }
}

function nonce(): string {
  return randomBytes(18).toString("base64");
}
