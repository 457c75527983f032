// Runs `scopes.py dump` inside a build of CPython for WebAssembly.
//
//   node run.mjs node_modules/pyodide-3.14 folder-of-scopes.py corpus tables
//
// `corpus` is a folder of Python files; `tables` gets one line of JSON per file, with paths relative to it.
// Nothing is fetched: the interpreter and its library are parts of the npm package.

import { dirname, basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [packageFolder, scripts, corpus, tables] = process.argv.slice(2).map((it) => resolve(it));
const { loadPyodide } = await import(pathToFileURL(`${packageFolder}/pyodide.mjs`));
const python = await loadPyodide({ stdout: () => {}, env: { HOME: "/home" } });

function mount(folder, name) {
  python.FS.mkdir(name);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, name);
}
mount(scripts, "/scripts");
mount(corpus, "/corpus");
mount(dirname(tables), "/tables");

python.globals.set("tables", `/tables/${basename(tables)}`);
python.runPython(`
import os, sys
sys.path.insert(0, "/scripts")
sys.dont_write_bytecode = True
import scopes

os.chdir("/corpus")
found = []
for where, folders, files in os.walk("."):
    folders.sort()
    found += [os.path.relpath(os.path.join(where, it), ".") for it in sorted(files) if it.endswith(".py")]
with open(tables, "w") as out:
    for path in found:
        out.write(scopes.dump_line(path) + "\\n")
`);
