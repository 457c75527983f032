"""The files that the oracle's comparisons run over, and how they are shared out to processes.

Corpus L is the standard library of the Python that runs this script, without its test folders; corpus T is
those test folders. Works on CPython 3.8 and newer.
"""

import codecs
import os
import re
import sysconfig
import tokenize

TEST_FOLDERS = {"test", "tests", "idle_test"}
LEFT_OUT_FOLDERS = {"site-packages", "__pycache__"}


def python_files(folder):
    """Every .py file below `folder`, sorted, so that two runs see the same order."""
    found = []
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(set(folders) - LEFT_OUT_FOLDERS)
        found += [os.path.join(where, name) for name in sorted(files) if name.endswith(".py")]
    return found


def is_test(path, root):
    return not TEST_FOLDERS.isdisjoint(os.path.relpath(path, root).split(os.sep))


def standard_library(corpora="L"):
    """The files of the corpora named by their letters: "L", "T" or "LT"."""
    root = sysconfig.get_path("stdlib")
    return [path for path in python_files(root) if ("T" if is_test(path, root) else "L") in corpora]


def existing(program):
    """The full path of a program that a command line names."""
    if not os.path.exists(program):
        raise SystemExit("there is no %s; build it first" % program)
    return os.path.abspath(program)


def expand(arguments):
    """Turns the letters L, T, LT, folders and files of a command line into a list of files."""
    found = []
    for argument in arguments:
        if argument in ("L", "T", "LT"):
            found += standard_library(argument)
        elif os.path.isdir(argument):
            found += python_files(argument)
        else:
            found.append(argument)
    return found


def decoded(path):
    """The text of a file as doppelint sees it: UTF-8 bytes, no byte-order mark, a lone CR turned into LF."""
    with open(path, "rb") as file:
        encoding, _ = tokenize.detect_encoding(file.readline)
        file.seek(0)
        text = file.read().decode(encoding)
    data = text.encode("utf-8", "surrogatepass")
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    return re.sub(rb"\r(?!\n)", b"\n", data)


def run_probe(probe, mode, paths, *options):
    """The standard output of `front_probe mode` for a list of files."""
    import subprocess

    names = "".join(path + "\n" for path in paths)
    run = subprocess.run(
        [probe, mode, *options], input=os.fsencode(names), stdout=subprocess.PIPE, check=False
    )
    if run.returncode != 0:
        raise SystemExit("%s %s ended with status %d on %d files" % (probe, mode, run.returncode, len(paths)))
    return run.stdout


def in_chunks(paths, size=40):
    return [paths[start : start + size] for start in range(0, len(paths), size)]


def in_parallel(work, chunks):
    """`work(chunk)` for each chunk in as many processes as there are cores; results in the chunks' order."""
    import concurrent.futures  # inside Pyodide there are no processes

    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(work, chunks)
