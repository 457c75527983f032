// The language server: found, started, started again, told of settings.
import { access, constants, stat } from "node:fs/promises";
import { homedir } from "node:os";
import * as vscode from "vscode";
import {
  DidChangeConfigurationNotification,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type LanguageClientOptions,
} from "vscode-languageclient/node";
import { findBinary, type Search } from "./binary";
import { SelectedPython } from "./python";
import { serverSettings, type ServerSettings } from "./settings";
import type { Status } from "./status";
import type { Variables } from "./variables";

const SECTION = "doppelint";

export class Server {
  private client: LanguageClient | undefined;
  private program: string | undefined;
  /** Starts and stops happen one after the other. */
  private queue: Promise<void> = Promise.resolve();
  private readonly python = new SelectedPython();
  private readonly subscriptions: vscode.Disposable[] = [];

  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly trace: vscode.LogOutputChannel,
    private readonly status: Status,
  ) {
    this.subscriptions.push(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${SECTION}.path`)) void this.restart();
        else if (event.affectsConfiguration(`${SECTION}.enable`)) void this.startWhereChanged();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.startWhereChanged()),
      this.python.onDidChange(() => void this.startWhereChanged()),
      this.python,
    );
  }

  /** The running server. */
  get running(): LanguageClient | undefined {
    return this.client?.state === State.Running ? this.client : undefined;
  }

  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.stop();
      await this.start();
    });
  }

  /** Starts, or changes to another program if there is one to change to. */
  startWhereChanged(): Promise<void> {
    return this.enqueue(async () => {
      const search = enabledSomewhere() ? await this.search() : undefined;
      if (this.client !== undefined && search?.found === this.program) return;
      await this.stop();
      await this.start(search);
    });
  }

  /** Done when the server has ended. */
  dispose(): Promise<void> {
    for (const one of this.subscriptions) one.dispose();
    return this.enqueue(() => this.stop());
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(work).catch((error: unknown) => {
      this.log.error(String(error));
      this.status.failed("the server could not be started; the log says why");
    });
    return this.queue;
  }

  private async search(): Promise<Search> {
    const path = vscode.workspace.getConfiguration(SECTION).get<string>("path", "");
    // A folder that is not trusted may hold an environment of its own, with any program in it.
    const ask = path.trim() === "" && vscode.workspace.isTrusted;
    const python = ask ? await this.python.path() : undefined;
    const searchPath = process.env["PATH"] ?? "";
    return findBinary({ path, python }, { ...variables(undefined), platform: process.platform, searchPath, isProgram });
  }

  private async start(known?: Search): Promise<void> {
    if (!enabledSomewhere()) {
      this.status.off();
      return;
    }
    const search = known ?? (await this.search());
    if (search.found === undefined) {
      this.status.failed(search.why);
      this.log.warn(search.why);
      void tellThatThereIsNone(search.why, search.wrongSetting);
      return;
    }
    this.log.info(`Starting ${search.found} (from the ${search.origin})`);
    this.program = search.found;
    this.client = new LanguageClient(
      SECTION,
      "doppelint",
      { command: search.found, args: ["server"] },
      this.clientOptions(),
    );
    this.client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.status.running(search.found);
      else if (newState === State.Starting) this.status.starting();
      else this.status.failed("the server does not run");
    });
    await this.client.start();
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.program = undefined;
    if (client === undefined) return;
    try {
      await client.dispose();
    } catch (error) {
      // It may have ended by itself, or hang; either way another one can be started.
      this.log.warn(`The server did not end well: ${String(error)}`);
    }
  }

  private clientOptions(): LanguageClientOptions {
    return {
      documentSelector: [{ language: "python", scheme: "file" }],
      initializationOptions: () => settingsOf(undefined),
      outputChannel: this.log,
      traceOutputChannel: this.trace,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      synchronize: { configurationSection: SECTION },
      middleware: {
        workspace: {
          configuration: async (params, token, next) => {
            const answers = await next(params, token);
            if (!Array.isArray(answers)) return answers;
            return params.items.map((item, index): unknown => {
              if (item.section !== SECTION) return answers[index];
              return settingsOf(item.scopeUri === undefined ? undefined : vscode.Uri.parse(item.scopeUri));
            });
          },
          didChangeConfiguration: () => this.tellSettings(),
        },
      },
    };
  }

  private async tellSettings(): Promise<void> {
    const settings = { [SECTION]: settingsOf(undefined) };
    await this.running?.sendNotification(DidChangeConfigurationNotification.type, { settings });
  }
}

/** The settings that hold for a file or folder; without one, for the first folder. */
function settingsOf(scope: vscode.Uri | undefined): ServerSettings {
  const place = scope ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const configuration = vscode.workspace.getConfiguration(SECTION, place);
  return serverSettings((name) => configuration.get(name), variables(place));
}

function variables(place: vscode.Uri | undefined): Variables {
  const folder = place === undefined ? undefined : vscode.workspace.getWorkspaceFolder(place);
  const workspaceFolder = (folder ?? vscode.workspace.workspaceFolders?.[0])?.uri.fsPath;
  return { home: homedir(), workspaceFolder, environment: process.env };
}

function enabledSomewhere(): boolean {
  const folders = vscode.workspace.workspaceFolders?.map((folder) => folder.uri) ?? [undefined];
  return folders.some((folder) => vscode.workspace.getConfiguration(SECTION, folder).get<boolean>("enable", true));
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

async function tellThatThereIsNone(why: string, wrongSetting: boolean): Promise<void> {
  const advice = wrongSetting ? "" : " Install it there with pip, anywhere with pipx, or set doppelint.path.";
  const [settings, how] = ["Open settings", "How to install"];
  const answer = await vscode.window.showWarningMessage(why + advice, settings, how);
  if (answer === settings) await vscode.commands.executeCommand("workbench.action.openSettings", `${SECTION}.path`);
  if (answer === how) await vscode.commands.executeCommand("extension.open", "doppelint.doppelint");
}
