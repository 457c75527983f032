// Checks rules/models under a build of CPython for WebAssembly.
//
//   node models.mjs node_modules/pyodide-3.14 folder-of-the-oracle work
//
// `work` holds rows.json, what `models.py rows` prints, and gets answers.json. Nothing is fetched.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [packageFolder, scripts, work] = process.argv.slice(2).map((it) => resolve(it));
const { loadPyodide } = await import(pathToFileURL(`${packageFolder}/pyodide.mjs`));
const python = await loadPyodide({ stdout: () => {} });

for (const [name, root] of Object.entries({ "/scripts": scripts, "/answers": work })) {
  python.FS.mkdir(name);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, name);
}

python.runPython(`
import json, sys
sys.path.insert(0, "/scripts")
sys.dont_write_bytecode = True
import model_examples

with open("/answers/rows.json", encoding="utf-8") as rows:
    answer = model_examples.run(json.load(rows), sys.version_info[1])
with open("/answers/answers.json", "w", encoding="utf-8") as out:
    json.dump(answer, out)
`);
