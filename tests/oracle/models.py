#!/usr/bin/env python3
"""Holds rules/models against real CPython: runs the examples of all rows and checks what the rows claim.

    models.py check [--python PROGRAM] [--libraries] [FILE...]
    models.py wasm --work FOLDER [--only 3.14]
    models.py rows [FILE...]

`check` runs them under PROGRAM (default: this Python), which may be any CPython from 3.8 on; `wasm` under builds
for WebAssembly, as wasm.py does. Rows about libraries that are not Python's own are left out, but with
`--libraries`: then those of which PROGRAM has such a version must exist there and take what it takes. `rows` prints the rows as JSON, which model_examples.py reads. FILEs are of
rules/models.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tomllib

import wasm

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = HERE.parent.parent / "rules" / "models"


def read(paths):
    """All rows, each with the name of its file."""
    tables = {"function": [], "class": [], "constant": []}
    for path in paths:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        library = {"library": content["library"]} if "library" in content else {}
        for key, rows in tables.items():
            rows += [dict(library, file=path.name, module=content["module"], **row) for row in content.get(key, [])]
    return tables


def without_libraries(tables):
    return {key: [row for row in rows if "library" not in row] for key, rows in tables.items()}


def ask(tables, python):
    """What model_examples.py says under that Python."""
    done = subprocess.run([python, str(HERE / "model_examples.py")], input=json.dumps(tables), text=True,
                          capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit("%s\n%s ended with %d" % (done.stderr, python, done.returncode))
    return json.loads(done.stdout)


def ask_wasm(tables, package, work):
    """The same under the build of CPython in an npm package."""
    (work / "rows.json").write_text(json.dumps(tables), encoding="utf-8")
    subprocess.run(["node", str(HERE / "pyodide" / "models.mjs"), str(package), str(HERE), str(work)], check=True)
    return json.loads((work / "answers.json").read_text(encoding="utf-8"))


def check_wasm(tables, work, only):
    work = work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    packages = pathlib.Path(wasm.install(str(work)))
    names = sorted(it.name for it in packages.iterdir() if re.match(r"pyodide-3\.", it.name) and only in it.name)
    results = [report(ask_wasm(tables, packages / it, work), it) for it in names]
    return 1 if any(results) or not results else 0


def report(answer, title):
    """Prints what is wrong; gives the exit code."""
    for file, name, sentence in answer["wrong"]:
        print("%s: %s: %s" % (file, name, sentence))
    print("%s: %d rows in its versions run, %d examples, %d wrong"
          % (title, answer["rows"], answer["examples"], len(answer["wrong"])))
    return 1 if answer["wrong"] or not answer["examples"] else 0


def count(tables):
    """How the rows of each file are checked."""
    ran, told = collections.Counter(), collections.Counter()
    for row in tables["function"] + tables["constant"]:
        (ran if "example" in row else told)[row["file"]] += 1
    for file in sorted(set(ran) | set(told)):
        print("%-22s %4d by running, %3d by documentation" % (file, ran[file], told[file]))
    print("%-22s %4d by running, %3d by documentation" % ("all", sum(ran.values()), sum(told.values())))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("check", "wasm", "rows"))
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--libraries", action="store_true")
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--only", default="")
    parser.add_argument("file", nargs="*", type=pathlib.Path)
    options = parser.parse_intermixed_args()
    tables = read(options.file or sorted(FOLDER.glob("*.toml")))
    if options.action == "rows":
        json.dump(tables, sys.stdout)
        return 0
    count(tables)
    if not options.libraries:
        tables = without_libraries(tables)
    if options.action == "wasm":
        return check_wasm(tables, options.work, options.only)
    return report(ask(tables, options.python), os.path.basename(options.python))


if __name__ == "__main__":
    sys.exit(main())
