// Whether the server runs, in the status of Python's language.
import * as vscode from "vscode";

export class Status implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem("doppelint", { language: "python" });

  constructor() {
    this.item.name = "doppelint";
    this.item.command = { command: "doppelint.showLog", title: "Show log" };
  }

  starting(): void {
    this.show("doppelint starts", "", vscode.LanguageStatusSeverity.Information, true);
  }

  running(program: string): void {
    this.show("doppelint", program, vscode.LanguageStatusSeverity.Information);
  }

  off(): void {
    this.show("doppelint is off", "The setting doppelint.enable", vscode.LanguageStatusSeverity.Information);
  }

  failed(why: string): void {
    this.show("doppelint does not run", why, vscode.LanguageStatusSeverity.Error);
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(text: string, detail: string, severity: vscode.LanguageStatusSeverity, busy = false): void {
    this.item.text = text;
    this.item.detail = detail;
    this.item.severity = severity;
    this.item.busy = busy;
  }
}
