"""The tools that people use around doppelint, from Python's package index, in a virtual environment in build/."""

import fcntl
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
REQUIREMENTS = pathlib.Path(__file__).with_name("requirements.txt")
# What a wheel is made of when the program is there already.
PACKAGED = ("CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "pyproject.toml", ".pre-commit-hooks.yaml", "cmake",
            "docs/doppelint.1", "packaging")


def environment():
    """The folder of a virtual environment that has requirements.txt; made once."""
    known = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()
    folder = ROOT / "build" / f"tools-{known[:16]}"
    folder.parent.mkdir(exist_ok=True)
    with open(f"{folder}.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            subprocess.run([folder / "bin/pip", "install", "--quiet", "-r", REQUIREMENTS], check=True)
            (folder / "complete").touch()
    return folder


def run_there():
    """Goes on under the Python of that environment, which has PyYAML."""
    if sys.prefix != str(environment()):
        os.execv(environment() / "bin/python", [str(environment() / "bin/python"), *sys.argv])


def program(name):
    return str(environment() / "bin" / name)


def new_environment(folder):
    """A fresh virtual environment, with the Python that runs the tests."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return pathlib.Path(folder) / "bin"


def run(*command, **more):
    """The outcome of a command that must succeed."""
    done = subprocess.run([str(it) for it in command], capture_output=True, text=True, **({"timeout": 3000} | more))
    if done.returncode != 0:
        raise AssertionError(f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


def copy_of_source(folder, paths=PACKAGED):
    """Copies those parts of the repository, without what git ignores."""
    listed = run("git", "-c", f"safe.directory={ROOT}", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard",
                 "--", *paths).stdout
    for path in filter(None, listed.split("\0")):
        if (ROOT / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, folder / path)
    return folder
