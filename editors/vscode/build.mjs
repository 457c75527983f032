// Bundles the extension into dist/extension.js, and writes the licences of what is in it beside it.
// With --tests it bundles the unit tests into dist-tests/ instead.
import { readFileSync, readdirSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const common = {
  bundle: true,
  platform: "node",
  target: "node20",
  external: ["vscode"],
  logLevel: "warning",
  absWorkingDir: import.meta.dirname,
};

if (process.argv.includes("--tests")) {
  const tests = readdirSync(path.join(import.meta.dirname, "test")).filter((name) => name.endsWith(".test.ts"));
  await build({
    ...common,
    entryPoints: tests.map((name) => `test/${name}`),
    outdir: "dist-tests",
    format: "esm",
    outExtension: { ".js": ".mjs" },
  });
} else {
  const done = await build({
    ...common,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
    format: "cjs",
    minify: true,
    legalComments: "none",
    metafile: true,
  });
  mkdirSync(path.join(import.meta.dirname, "dist"), { recursive: true });
  writeFileSync(path.join(import.meta.dirname, "dist/third-party-licenses.txt"), licences(Object.keys(done.metafile.inputs)));
}

function licences(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) folders.add(found[1]);
  }
  return [...folders].sort().map(licence).join("\n");
}

function licence(folder) {
  const at = path.join(import.meta.dirname, folder);
  const { name, version, license } = JSON.parse(readFileSync(path.join(at, "package.json"), "utf-8"));
  const file = readdirSync(at).find((it) => /^licen[cs]e(\.\w+)?$/i.test(it));
  if (file === undefined) throw new Error(`${name} has no file with its licence`);
  const title = `${name} ${version} (${license})`;
  return `${title}\n${"-".repeat(title.length)}\n\n${readFileSync(path.join(at, file), "utf-8").trim()}\n`;
}
