"""Compares scopes and origins with CPythons that are not at hand as programs.

    wasm.py --probe front_probe --work folder [--only 3.14]

Builds of CPython for WebAssembly come from the npm packages that pyodide/package-lock.json pins; each is
asked about its own standard library and about samples/. The packages are installed into `folder`, once.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import zipfile

import corpus

HERE = os.path.dirname(os.path.abspath(__file__))


def install(work):
    """The folder of the pinned packages."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(os.path.join(HERE, "pyodide", name), work)
    if not os.path.exists(os.path.join(work, "node_modules", "installed")):
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=work, check=True)
        open(os.path.join(work, "node_modules", "installed"), "w").close()
    return os.path.join(work, "node_modules")


def unpack(package, folder):
    """Unpacks the library that `package` carries, and the samples, below `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(os.path.join(package, "python_stdlib.zip")) as archive:
        archive.extractall(folder, [name for name in archive.namelist() if name.endswith(".py")])
    shutil.copytree(os.path.join(HERE, "samples"), os.path.join(folder, "samples"))


def compare(package, probe, work):
    name = os.path.basename(package)
    library, answers = os.path.join(work, name + "-library"), os.path.join(work, name + "-answers")
    unpack(package, library)
    os.makedirs(answers, exist_ok=True)
    subprocess.run(["node", os.path.join(HERE, "pyodide", "run.mjs"), package, HERE, library, answers], check=True)
    failed = 0
    for script, file in (("scopes.py", "tables"), ("origins.py", "records")):
        print(name, script, flush=True)
        with open(os.path.join(answers, file), encoding="utf-8") as lines:
            command = [sys.executable, os.path.join(HERE, script), "compare", "--probe", probe, "--root", library]
            failed += subprocess.run(command, stdin=lines, check=False).returncode
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--probe", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    work = os.path.abspath(options.work)
    os.makedirs(work, exist_ok=True)
    packages = install(work)
    names = sorted(it for it in os.listdir(packages) if re.match(r"pyodide-3\.", it) and options.only in it)
    results = [compare(os.path.join(packages, it), corpus.existing(options.probe), work) for it in names]
    return 1 if any(results) or not results else 0


if __name__ == "__main__":
    sys.exit(main())
