// The Python environment that is selected in the Python extension, if there is one.
import { isAbsolute } from "node:path";
import * as vscode from "vscode";

/** What is used of the Python extension's interface. */
interface PythonExtension {
  readonly environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(path: string): Promise<{ readonly executable: { readonly uri?: vscode.Uri } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

export class SelectedPython implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private extension: PythonExtension | undefined;
  private subscription: vscode.Disposable | undefined;

  /** Its interpreter, or the folder of the environment. */
  async path(): Promise<string | undefined> {
    try {
      const environments = (await this.activated())?.environments;
      if (environments === undefined) return undefined;
      const { path } = environments.getActiveEnvironmentPath(vscode.workspace.workspaceFolders?.[0]?.uri);
      if (isAbsolute(path)) return path;
      return (await environments.resolveEnvironment(path))?.executable.uri?.fsPath;
    } catch {
      // Another version of the Python extension may have another interface. Then there is still PATH.
      return undefined;
    }
  }

  dispose(): void {
    this.subscription?.dispose();
    this.changed.dispose();
  }

  private async activated(): Promise<PythonExtension | undefined> {
    if (this.extension === undefined) {
      this.extension = await vscode.extensions.getExtension<PythonExtension>("ms-python.python")?.activate();
      this.subscription = this.extension?.environments.onDidChangeActiveEnvironmentPath(() => this.changed.fire());
    }
    return this.extension;
  }
}
