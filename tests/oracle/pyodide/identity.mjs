// Asks a build of CPython for WebAssembly what identity.py asks every Python.
//
//   node identity.mjs node_modules/pyodide-3.14 folder-of-the-oracle work name-in-work
//
// Nothing is fetched: the interpreter and its library are parts of the npm package.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [packageFolder, scripts, work] = process.argv.slice(2, 5).map((it) => resolve(it));
const { loadPyodide } = await import(pathToFileURL(`${packageFolder}/pyodide.mjs`));
const python = await loadPyodide({ stdout: () => {} });

for (const [name, root] of Object.entries({ "/scripts": scripts, "/answers": work })) {
  python.FS.mkdir(name);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, name);
}
python.globals.set("answer_file", `/answers/${process.argv[5]}`);

python.runPython(`
import sys
sys.path[:0] = ["/scripts", "/scripts/identity"]
sys.dont_write_bytecode = True
import json, warnings
warnings.simplefilter("ignore")
import identity

with open(answer_file, "w", encoding="utf-8") as out:
    json.dump(identity.answer_all(), out)
`);
