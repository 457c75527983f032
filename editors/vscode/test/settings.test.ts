import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { serverSettings } from "../src/settings";

const VARIABLES = { home: "/users/ada", workspaceFolder: "/projects/shop", environment: {} };

function from(settings: Record<string, unknown>) {
  return serverSettings((name) => settings[name], VARIABLES);
}

interface Property {
  readonly default: unknown;
}

function declared(): Record<string, Property> {
  const manifest = JSON.parse(readFileSync("package.json", "utf-8")) as {
    contributes: { configuration: { properties: Record<string, Property> } };
  };
  return manifest.contributes.configuration.properties;
}

const NOTHING_SET = { enable: true, diagnosticMode: "openFilesOnly", inlayHints: { argumentChanges: false } };

test("the defaults say nothing that the project could say", () => {
  const defaults = Object.fromEntries(Object.entries(declared()).map(([name, one]) => [name.replace("doppelint.", ""), one.default]));
  assert.deepEqual(from(defaults), NOTHING_SET);
  assert.deepEqual(from({}), NOTHING_SET);
});

test("what is set is passed on", () => {
  const settings = {
    enable: false,
    diagnosticMode: "workspace",
    configuration: "${workspaceFolder}/ci/doppelint.toml",
    select: ["DPL1"],
    extendSelect: ["copies"],
    ignore: ["DPL204"],
    minConfidence: "certain",
    targetVersion: " 3.9-3.14 ",
    "inlayHints.argumentChanges": true,
  };
  assert.deepEqual(from(settings), {
    enable: false,
    diagnosticMode: "workspace",
    inlayHints: { argumentChanges: true },
    configuration: "/projects/shop/ci/doppelint.toml",
    select: ["DPL1"],
    extendSelect: ["copies"],
    ignore: ["DPL204"],
    minConfidence: "certain",
    targetVersion: "3.9-3.14",
  });
});

test("an empty list is a list", () => {
  assert.deepEqual(from({ select: [] }).select, []);
});

test("what has the wrong type is as if it were not set", () => {
  assert.deepEqual(from({ select: "DPL101", minConfidence: 3, enable: "no", configuration: null }), NOTHING_SET);
  assert.deepEqual(from({ ignore: ["DPL101", 5] }).ignore, ["DPL101"]);
});

test("each setting that is declared is passed on or known to be the client's", () => {
  const asked = new Set<string>();
  serverSettings((name) => void asked.add(name), VARIABLES);
  const names = Object.keys(declared()).map((name) => name.replace("doppelint.", ""));
  assert.deepEqual(new Set(names), new Set([...asked, "path", "trace.server"]));
});
