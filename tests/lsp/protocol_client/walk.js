// Walks through the protocol with `doppelint server`, which $DOPPELINT names: node --test walk.js
//
// Requests and notifications go through the types of Microsoft's library for the protocol; what comes back is held
// against its definitions.
"use strict";
const assert = require("node:assert/strict");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { after, before, describe, test } = require("node:test");
const { pathToFileURL } = require("node:url");
const lsp = require("vscode-languageserver-protocol/node");

const BUG = "def collect(item, seen=[]):\n    seen.append(item)\n    return seen\n";
const TWO_BUGS = BUG + "\n\ndef is_missing(error):\n    return error.number is 1062\n";
const CLEAN = "def collect(item, seen=()):\n    return [*seen, item]\n";

const KINDS = { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } } };
const CAN_PULL = {
  general: { positionEncodings: ["utf-16"] },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true },
    codeAction: { ...KINDS, dataSupport: true, isPreferredSupport: true, resolveSupport: { properties: ["edit"] } },
    hover: { contentFormat: ["markdown"] },
    inlayHint: {},
    synchronization: { didSave: true },
  },
  window: { workDoneProgress: true },
};
const CAN_BE_SENT = {
  textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true } },
};

/** Milliseconds. A sanitizer's build takes its time. */
const PATIENCE = 1000 * Number(process.env.DOPPELINT_SESSION_SECONDS ?? 60);

/** A client with a folder of its own. */
class Client {
  constructor(files, settings = {}) {
    this.base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "doppelint-")));
    this.root = path.join(this.base, "project");
    this.settings = settings;
    this.published = [];
    this.registered = [];
    this.progress = [];
    this.listeners = [];
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    const home = path.join(this.base, "home");
    const environment = { ...process.env, HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home };
    this.process = spawn(process.env.DOPPELINT, ["server"], { cwd: this.root, env: environment, stdio: ["pipe", "pipe", "inherit"] });
    this.ended = new Promise((resolve) => this.process.on("exit", resolve));
    this.connection = lsp.createProtocolConnection(
      new lsp.StreamMessageReader(this.process.stdout),
      new lsp.StreamMessageWriter(this.process.stdin),
      { error: assert.fail, warn: assert.fail, info() {}, log() {} },
    );
    this.answerTheServer();
    this.connection.listen();
  }

  answerTheServer() {
    const { connection } = this;
    connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => {
      params.diagnostics.forEach(isDiagnostic);
      this.published.push(params);
      this.wake();
    });
    connection.onNotification("$/progress", (params) => {
      this.progress.push(params);
      this.wake();
    });
    connection.onRequest(lsp.RegistrationRequest.type, ({ registrations }) => {
      this.registered.push(...registrations);
      this.wake();
    });
    connection.onRequest(lsp.ConfigurationRequest.type, ({ items }) =>
      items.map(({ section }) => (section === "doppelint" ? this.settings : null)),
    );
    connection.onRequest(lsp.WorkDoneProgressCreateRequest.type, () => {});
    connection.onRequest(lsp.DiagnosticRefreshRequest.type, () => {});
    connection.onRequest(lsp.InlayHintRefreshRequest.type, () => {});
    connection.onNotification(lsp.LogMessageNotification.type, () => {});
    connection.onNotification(lsp.ShowMessageNotification.type, ({ message }) => assert.fail(message));
    connection.onUnhandledNotification(({ method }) => assert.fail(`the server sends ${method}`));
  }

  async start(capabilities, initializationOptions = {}) {
    const result = await this.connection.sendRequest(lsp.InitializeRequest.type, {
      processId: process.pid,
      rootUri: this.uri(""),
      workspaceFolders: [{ uri: this.uri(""), name: "project" }],
      clientInfo: { name: "walk" },
      capabilities,
      initializationOptions,
    });
    await this.connection.sendNotification(lsp.InitializedNotification.type, {});
    return result;
  }

  async stop() {
    await this.connection.sendRequest(lsp.ShutdownRequest.type);
    await this.connection.sendNotification(lsp.ExitNotification.type);
    const status = await this.ended;
    this.connection.dispose();
    fs.rmSync(this.base, { recursive: true, force: true });
    assert.equal(status, 0);
  }

  write(name, text) {
    fs.mkdirSync(path.dirname(path.join(this.root, name)), { recursive: true });
    fs.writeFileSync(path.join(this.root, name), text);
  }

  uri(name) {
    return pathToFileURL(path.join(this.root, name)).href.replace(/\/$/, "");
  }

  document(name) {
    return { uri: this.uri(name) };
  }

  request(type, params) {
    return this.connection.sendRequest(type, params);
  }

  notify(type, params) {
    return this.connection.sendNotification(type, params);
  }

  async open(name) {
    const text = fs.readFileSync(path.join(this.root, name), "utf-8");
    const textDocument = lsp.TextDocumentItem.create(this.uri(name), "python", 1, text);
    await this.notify(lsp.DidOpenTextDocumentNotification.type, { textDocument });
    return text;
  }

  async change(name, version, contentChanges) {
    const textDocument = lsp.VersionedTextDocumentIdentifier.create(this.uri(name), version);
    await this.notify(lsp.DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
  }

  pull(name, previousResultId) {
    const params = { textDocument: this.document(name), ...(previousResultId === undefined ? {} : { previousResultId }) };
    return this.request(lsp.DocumentDiagnosticRequest.type, params);
  }

  actions(name, range, ...only) {
    return this.request(lsp.CodeActionRequest.type, { textDocument: this.document(name), range, context: { diagnostics: [], only } });
  }

  wake() {
    for (const listener of this.listeners.splice(0)) listener();
  }

  /** What `find` gives once it gives something. */
  async until(find) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (Date.now() > end) assert.fail(`waited in vain for ${find}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, PATIENCE);
        this.listeners.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }
}

function isDiagnostic(one) {
  assert.ok(lsp.Diagnostic.is(one), JSON.stringify(one));
  assert.equal(one.source, "doppelint");
  if (one.codeDescription !== undefined) assert.ok(lsp.CodeDescription.is(one.codeDescription));
  for (const step of one.relatedInformation ?? []) assert.ok(lsp.DiagnosticRelatedInformation.is(step), JSON.stringify(step));
}

function codes(diagnostics) {
  return diagnostics.map(({ code }) => code);
}

/** The document's text after an edit, as the library applies it. */
function edited(text, uri, edit) {
  assert.ok(lsp.WorkspaceEdit.is(edit), JSON.stringify(edit));
  const edits = edit.changes?.[uri] ?? edit.documentChanges.filter((one) => one.textDocument.uri === uri).flatMap((one) => one.edits);
  assert.ok(edits.every((one) => lsp.TextEdit.is(one)));
  return lsp.TextDocument.applyEdits(lsp.TextDocument.create(uri, "python", 1, text), edits);
}

const RANGE_OF_ALL = lsp.Range.create(0, 0, 100, 0);

describe("a client that pulls", { timeout: 5 * PATIENCE }, () => {
  const client = new Client({ "shop/cart.py": TWO_BUGS, "shop/clean.py": CLEAN, "shop/__init__.py": "" });
  let capabilities;

  before(async () => {
    ({ capabilities } = await client.start(CAN_PULL));
  });
  after(() => client.stop());

  test("is told what the server can do", () => {
    assert.equal(capabilities.positionEncoding ?? "utf-16", lsp.PositionEncodingKind.UTF16);
    assert.equal(capabilities.textDocumentSync.change, lsp.TextDocumentSyncKind.Incremental);
    assert.ok(capabilities.hoverProvider);
  });

  test("is asked to watch files and settings", async () => {
    const wanted = [lsp.DidChangeWatchedFilesNotification.method, lsp.DidChangeConfigurationNotification.method];
    for (const method of wanted) await client.until(() => client.registered.find((one) => one.method === method));
    assert.equal(new Set(client.registered.map(({ id }) => id)).size, client.registered.length);
  });

  test("gets full reports, then unchanged ones", async () => {
    await client.open("shop/cart.py");
    const full = await client.pull("shop/cart.py");
    assert.equal(full.kind, lsp.DocumentDiagnosticReportKind.Full);
    full.items.forEach(isDiagnostic);
    assert.deepEqual(codes(full.items), ["DPL101", "DPL501"]);
    assert.equal(full.items[0].severity, lsp.DiagnosticSeverity.Warning);
    const again = await client.pull("shop/cart.py", full.resultId);
    assert.equal(again.kind, lsp.DocumentDiagnosticReportKind.Unchanged);
  });

  test("gets the workspace's", async () => {
    const { items } = await client.request(lsp.WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
    for (const one of items) assert.ok(lsp.URI.is(one.uri) && (one.version === null || Number.isInteger(one.version)), JSON.stringify(one));
    const cart = items.find((one) => one.uri === client.uri("shop/cart.py"));
    if (cart !== undefined) assert.deepEqual(codes(cart.items), ["DPL101", "DPL501"]);
  });

  test("finds quick fixes", async () => {
    const found = await client.actions("shop/cart.py", lsp.Range.create(6, 11, 6, 11), lsp.CodeActionKind.QuickFix);
    assert.ok(found.every((one) => lsp.CodeAction.is(one)), JSON.stringify(found));
    const fix = found.find(({ isPreferred }) => isPreferred);
    const { edit } = fix.edit === undefined ? await client.request(lsp.CodeActionResolveRequest.type, fix) : fix;
    assert.equal(edited(TWO_BUGS, client.uri("shop/cart.py"), edit), TWO_BUGS.replace(" is 1062", " == 1062"));
  });

  test("fixes all", async () => {
    const [all] = await client.actions("shop/cart.py", lsp.Range.create(0, 0, 0, 0), lsp.CodeActionKind.SourceFixAll);
    assert.equal(all.kind, "source.fixAll.doppelint");
    const { edit } = await client.request(lsp.CodeActionResolveRequest.type, all);
    const after = edited(TWO_BUGS, client.uri("shop/cart.py"), edit);
    assert.match(after, /seen=None/);
    assert.match(after, / == 1062/);
    await client.change("shop/cart.py", 2, [{ text: after }]);
    assert.deepEqual((await client.pull("shop/cart.py")).items, []);
  });

  test("changes a part of a text", async () => {
    await client.open("shop/clean.py");
    assert.deepEqual((await client.pull("shop/clean.py")).items, []);
    await client.change("shop/clean.py", 2, [
      { range: lsp.Range.create(1, 0, 2, 0), text: "    seen.append(item)\n    return seen\n" },
      { range: lsp.Range.create(0, 23, 0, 25), text: "[]" },
    ]);
    assert.deepEqual(codes((await client.pull("shop/clean.py")).items), ["DPL101"]);
  });

  test("hovers", async () => {
    const hover = await client.request(lsp.HoverRequest.type, {
      textDocument: client.document("shop/clean.py"),
      position: lsp.Position.create(1, 5),
    });
    assert.ok(lsp.Hover.is(hover), JSON.stringify(hover));
    assert.equal(hover.contents.kind, lsp.MarkupKind.Markdown);
  });

  test("gets hints once it wants them", async () => {
    client.write("shop/hints.py", "def add(rows):\n    rows.append(1)\n\n\ndef report(table):\n    add(table)\n");
    await client.open("shop/hints.py");
    const ask = () => client.request(lsp.InlayHintRequest.type, { textDocument: client.document("shop/hints.py"), range: RANGE_OF_ALL });
    assert.deepEqual((await ask()) ?? [], []);
    client.settings = { inlayHints: { argumentChanges: true } };
    await client.notify(lsp.DidChangeConfigurationNotification.type, { settings: null });
    let hints = [];
    for (const end = Date.now() + PATIENCE; hints.length === 0 && Date.now() < end; ) hints = (await ask()) ?? [];
    assert.ok(hints.length > 0 && hints.every((one) => lsp.InlayHint.is(one)), JSON.stringify(hints));
  });

  test("takes a request back", async () => {
    const source = new lsp.CancellationTokenSource();
    const asked = client.connection.sendRequest(lsp.DocumentDiagnosticRequest.type, { textDocument: client.document("shop/cart.py") }, source.token);
    source.cancel();
    try {
      assert.equal((await asked).kind, lsp.DocumentDiagnosticReportKind.Full);
    } catch (error) {
      assert.equal(error.code, lsp.LSPErrorCodes.RequestCancelled);
    }
  });

  test("hears of files that others change", async () => {
    client.write("shop/cart.py", BUG);
    const changes = [{ uri: client.uri("shop/cart.py"), type: lsp.FileChangeType.Changed }];
    await client.notify(lsp.DidCloseTextDocumentNotification.type, { textDocument: client.document("shop/cart.py") });
    await client.notify(lsp.DidChangeWatchedFilesNotification.type, { changes });
    await client.open("shop/cart.py");
    assert.deepEqual(codes((await client.pull("shop/cart.py")).items), ["DPL101"]);
  });

  test("sees the heap", async () => {
    const heap = new lsp.RequestType("doppelint/heap");
    const picture = await client.request(heap, {
      textDocument: client.document("shop/cart.py"),
      position: lsp.Position.create(1, 4),
      format: "svg",
    });
    assert.match(picture.content, /<svg[\s\S]*<\/svg>/);
    assert.equal(picture.line, 1);
  });

  test("is told what goes wrong", async () => {
    const fails = (promise, code) => assert.rejects(promise, (error) => error instanceof lsp.ResponseError && error.code === code);
    await fails(client.request(new lsp.RequestType("doppelint/none"), {}), lsp.ErrorCodes.MethodNotFound);
    await fails(client.request(lsp.HoverRequest.type, { textDocument: {} }), lsp.ErrorCodes.InvalidParams);
  });

  test("was sent nothing that it pulls", () => assert.deepEqual(client.published, []));

  test("saw progress begin and end", () => {
    const kinds = new Map();
    for (const { token, value } of client.progress) kinds.set(token, [...(kinds.get(token) ?? []), value.kind]);
    for (const [token, seen] of kinds) {
      assert.equal(seen[0], "begin", token);
      assert.ok(seen.indexOf("end") === -1 || seen.indexOf("end") === seen.length - 1, token);
    }
  });
});

describe("a client that is sent diagnostics", { timeout: 5 * PATIENCE }, () => {
  const client = new Client({ "app.py": BUG });
  const last = (version) => client.until(() => client.published.find((one) => one.version === version));

  before(() => client.start(CAN_BE_SENT));
  after(() => client.stop());

  test("gets them when it opens a document", async () => {
    await client.open("app.py");
    const { uri, diagnostics } = await last(1);
    assert.equal(uri, client.uri("app.py"));
    assert.deepEqual(codes(diagnostics), ["DPL101"]);
    assert.ok(diagnostics[0].relatedInformation.length > 0);
  });

  test("gets others after a change", async () => {
    await client.change("app.py", 2, [{ text: CLEAN }]);
    assert.deepEqual((await last(2)).diagnostics, []);
  });

  test("gets none of what is closed", async () => {
    await client.change("app.py", 3, [{ text: BUG }]);
    await last(3);
    client.published.length = 0;
    await client.notify(lsp.DidCloseTextDocumentNotification.type, { textDocument: client.document("app.py") });
    assert.deepEqual((await client.until(() => client.published[0])).diagnostics, []);
  });
});
