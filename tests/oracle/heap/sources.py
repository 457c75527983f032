"""Where the programs come from: the generator, the spec programs, fixtures, files that somebody names."""

import ast
import collections
import importlib.util
import os
import re
import sys

import examples
import generate
import quiet
import whole

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(os.path.dirname(HERE))
SPEC = os.path.join(TESTS, "spec")
CASES = os.path.join(HERE, "cases")
DRIVERS = os.path.join(HERE, "drivers")
FIXTURES = os.path.join(os.path.dirname(TESTS), "fixtures")

# A program: its entry, all its files, the folder to run in (None: it imports nothing of its own), and its text
# where it stands in no file yet; whether it counts for tightness. `texts` are those of a folder that is not there
# yet, by their path in it. `library` are modules of the standard library that run as part of the program, `without`
# those that it does not find, because they would take the place of what is written in Python.
Source = collections.namedtuple("Source", "entry files folder text counts texts library without",
                                defaults=(True, None, (), ()))
ENTRIES = ("main.py", "__main__.py")


def generated(count, seed):
    return [Source("p%06d.py" % it, ("p%06d.py" % it,), None, generate.program(it)) for it in range(seed, seed + count)]


def whole_programs(count, seed):
    return [of_texts("w%06d" % it, whole.program(it)) for it in range(seed, seed + count)]


def of_texts(folder, texts, entry=None):
    """A program of several files that stand nowhere yet."""
    return Source("%s/%s" % (folder, entry or entry_of(texts)), (), folder, None, True, texts)


def entry_of(names):
    return next((it for it in ENTRIES if it in names), None)


def of_quiet_functions(count, seed):
    """Made to provoke, by tests whose answer only the values know: no measure of how much is known."""
    return [Source("q%06d.py" % it, ("q%06d.py" % it,), None, quiet.program(it), False) for it in range(seed, seed + count)]


def of_examples():
    return [Source(name, (name,), None, text, False) for name, text in examples.programs()]


def spec(prefixes=()):
    """The spec programs that this Python can run."""
    for folder in sorted(os.listdir(SPEC)):
        if re.match(r"\d{3}_", folder) and (not prefixes or folder.startswith(tuple(prefixes))):
            for name in sorted(os.listdir(os.path.join(SPEC, folder))):
                source = at(os.path.join(SPEC, folder, name))
                if source and can_run(source.entry):
                    yield source


def fixtures():
    """Modules of the fixtures that run on their own."""
    for path in filter(is_python, python_files(FIXTURES)):
        root = package_root(os.path.dirname(path))
        yield Source(path, tuple(filter(is_python, python_files(root))), root, None)


def cases():
    """Small programs that were once described wrongly."""
    return [it for it in map(at, python_files(CASES)) if can_run(it.entry)]


def drivers(prefixes=()):
    """The programs that drive modules of this Python's standard library, with the files of those modules."""
    for path in python_files(DRIVERS):
        name = os.path.basename(path)[len("drive_"):]
        if not prefixes or name.startswith(tuple(prefixes)):
            library = {it: file_of_module(it) for it in of_header(path, "library")}
            found = tuple(it for it, file in library.items() if file)
            if found:
                files = tuple([path] + [library[it] for it in found])
                yield Source(path, files, DRIVERS, None, False, None, found, tuple(of_header(path, "without")))


def of_header(path, key):
    found = re.search(r"^#\s*%s:\s*(.+)$" % key, "\n".join(text_of(path).splitlines()[:3]), re.MULTILINE)
    return [it.strip() for it in found.group(1).split(",")] if found else []


def file_of_module(name):
    """The source of a module of the standard library; None where this Python has none."""
    try:
        spec = importlib.util.find_spec(name)
    except ImportError:
        return None
    return spec.origin if spec and spec.origin and spec.origin.endswith(".py") else None


def package_root(folder):
    while os.path.exists(os.path.join(folder, "__init__.py")):
        folder = os.path.dirname(folder)
    return folder


def at(path):
    """The program that is this file, or this folder with a `main.py` or `__main__.py`; None if it is neither."""
    path = os.path.abspath(path)
    if os.path.isdir(path):
        entry = entry_of(os.listdir(path))
        root = package_root(path)
        return Source(os.path.join(path, entry), tuple(filter(is_python, python_files(path))), root, None) if entry else None
    return Source(path, (path,), os.path.dirname(path), None) if path.endswith(".py") else None


def python_files(folder):
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(it for it in folders if it != "__pycache__")
        yield from (os.path.join(where, name) for name in sorted(files) if name.endswith(".py"))


def text_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def is_python(path):
    try:
        ast.parse(text_of(path))
    except (SyntaxError, ValueError):
        return False
    return True


def can_run(entry):
    """Whether the program's `needs` and `target` are met here."""
    head = "\n".join(text_of(entry).splitlines()[:3])
    needs = re.search(r"#\s*needs:\s*(\w+)", head)
    if needs and importlib.util.find_spec(needs.group(1)) is None:
        return False
    target = re.search(r"#\s*target:\s*(\S+)", head)
    return is_python(entry) and (not target or target.group(1) == "%d.%d" % sys.version_info[:2])
