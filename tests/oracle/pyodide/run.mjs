// Asks a build of CPython for WebAssembly about Python files.
//
//   node run.mjs node_modules/pyodide-3.14 folder-of-the-oracle corpus answers
//
// `corpus` is a folder of Python files. `answers` gets `tables` (what scopes.py compares) and `records` (what
// origins.py compares): one line of JSON per file, with paths relative to the corpus. Nothing is fetched: the
// interpreter and its library are parts of the npm package.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [packageFolder, scripts, corpus, answers] = process.argv.slice(2).map((it) => resolve(it));
const { loadPyodide } = await import(pathToFileURL(`${packageFolder}/pyodide.mjs`));
const python = await loadPyodide({ stdout: () => {} });

for (const [name, root] of Object.entries({ "/scripts": scripts, "/corpus": corpus, "/answers": answers })) {
  python.FS.mkdir(name);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, name);
}

python.runPython(`
import os, sys
sys.path.insert(0, "/scripts")
sys.dont_write_bytecode = True
import origins, scopes

os.chdir("/corpus")
found = []
for where, folders, files in os.walk("."):
    folders.sort()
    found += [os.path.relpath(os.path.join(where, it), ".") for it in sorted(files) if it.endswith(".py")]
for name, script in (("tables", scopes), ("records", origins)):
    with open("/answers/" + name, "w") as out:
        for path in found:
            out.write(script.dump_line(path) + "\\n")
`);
