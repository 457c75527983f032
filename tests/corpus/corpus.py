#!/usr/bin/env python3
"""Runs doppelint over real code. Fails where it crashes, hangs or loses a file that Python can read.

    corpus.py --doppelint BIN            the standard library of this Python
    corpus.py --doppelint BIN PATH...    these folders; a Python interpreter stands for its standard library
                                         and what is installed in it

What it finds in them is not judged here.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import signal
import subprocess
import sys
import time
import tokenize

LARGEST = 16 << 20  # larger files are refused by default
OPTIONS = ["check", "--isolated", "--no-cache", "--output-format", "json"]
INSTALLED = "site-packages"


def standard_library(python):
    command = [python, "-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"]
    return pathlib.Path(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip())


def folder_of(path):
    if path.is_dir():
        return path
    if os.access(path, os.X_OK):
        return standard_library(path)
    sys.exit(f"corpus.py: {path} is neither a folder nor a Python interpreter.")


def readable(path):
    """Whether Python itself can decode the file."""
    try:
        with tokenize.open(path) as stream:
            stream.read()
    except (SyntaxError, ValueError, OSError):
        return False
    return path.stat().st_size <= LARGEST


def complaint(doppelint, options, target, seconds):
    """(what went wrong or "", standard error)."""
    command = [doppelint, *OPTIONS, *options, str(target)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return f"not done after {seconds} s", ""
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode < 0:
        return signal.Signals(-done.returncode).name, said
    if done.returncode not in (0, 1):
        return f"exit status {done.returncode}", said
    try:
        json.loads(done.stdout or "[]")
    except ValueError as error:
        return f"its JSON cannot be read: {error}", said
    return "", said


def lost(files, said):
    """Files that standard error names although Python can read them."""
    lines = said.splitlines()
    return [path for path in files if any(f"{path}:" in line for line in lines) and readable(path)]


def culprits(doppelint, files, arguments):
    """Which files alone make it fail, and how."""
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        said = pool.map(lambda path: complaint(doppelint, [], path, arguments.file_seconds)[0], files)
        return [(path, one) for path, one in zip(files, said) if one]


def run(doppelint, folder, arguments):
    """Prints one line for the folder, and one for each thing that is wrong; gives back their number."""
    files = sorted(path for path in folder.rglob("*.py") if path.is_file())
    options = []
    if not arguments.path:
        files = [path for path in files if INSTALLED not in path.parts]
        options = ["--extend-exclude", INSTALLED]
    if not files:
        sys.exit(f"corpus.py: no Python files in {folder}.")
    began = time.monotonic()
    wrong, said = complaint(doppelint, options, folder, arguments.seconds)
    took = time.monotonic() - began
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"{folder}: {len(files)} files, {size:.1f} MB, {took:.1f} s {wrong}", flush=True)
    problems = [f"{path}: lost, although Python can read it" for path in lost(files, said)]
    if wrong:
        problems += [f"{path}: {one}" for path, one in culprits(doppelint, files, arguments)]
        problems.append(f"{folder}: {wrong}\n{said[-2000:]}")
    print("".join(f"{one}\n" for one in problems), end="", flush=True)
    return len(problems)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--doppelint", type=pathlib.Path, required=True)
    parser.add_argument("--seconds", type=int, default=600, help="time for one folder (default 600)")
    parser.add_argument("--file-seconds", type=int, default=60, help="time for one file, when looking for a culprit")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("path", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    doppelint = arguments.doppelint.resolve()
    if not doppelint.exists():
        sys.exit(f"corpus.py: there is no {doppelint}.")
    folders = dict.fromkeys(folder_of(path).resolve() for path in arguments.path or [pathlib.Path(sys.executable)])
    return 1 if sum(run(doppelint, folder, arguments) for folder in folders) else 0


if __name__ == "__main__":
    sys.exit(main())
