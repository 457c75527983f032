#!/usr/bin/env python3
"""Runs a program and prints as JSON who called whom: `recorder.py FOLDER`.

sys.setprofile tells of each frame that begins. Its caller is the nearest frame below it that belongs to the
program, so that library code in between does not count. Four things need more:

- The frame of a generator or coroutine begins when somebody iterates it. The call is what made it, so each such
  function is wrapped when its module is compiled, and the wrapper notes who calls.
- Importing a module is no call.
- A thread has nobody below it. What it runs was called by who started the thread or submitted the task.
- Comprehensions have frames of their own before Python 3.12. They belong to the function around.
"""
import ast
import builtins
import concurrent.futures
import functools
import importlib
import importlib.abc
import importlib.machinery
import inspect
import io
import json
import pathlib
import sys
import threading
import types

import names

SUSPENDED = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
local = threading.local()


class Record:
    def __init__(self):
        self.names = {}  # id of a code -> (the code, its name)
        self.calls = set()  # (caller, callee)
        self.library = []  # (caller, code or builtin that it called)
        self.lines = set()  # (file, line) that ran

    def learn(self, code, module):
        self.names.update((id(one), (one, name)) for one, name in names.named_codes(code, module))

    def name(self, code):
        return self.names.get(id(code), (None, None))[1]

    def caller(self, frame):
        """The name of the nearest function of the program from this frame on down."""
        while frame is not None:
            if self.name(frame.f_code):
                return self.name(frame.f_code)
            frame = frame.f_back
        return getattr(local, "submitter", None)

    def profile(self, frame, event, argument):
        if event == "c_call":
            self.note_library(frame, argument)
        elif event == "call" and not self.name(frame.f_code):
            self.note_library(frame.f_back, frame.f_code)
        elif event == "call" and is_call(frame.f_code):
            self.calls.add((self.caller(frame.f_back), self.name(frame.f_code)))

    def trace(self, frame, event, argument):
        """What sys.settrace calls."""
        if not self.name(frame.f_code):
            return None
        self.lines.add((frame.f_code.co_filename, frame.f_lineno))
        return self.trace

    def note_library(self, frame, called):
        if frame is not None and self.name(frame.f_code):
            self.library.append((self.name(frame.f_code), called))

    def mentions(self, caller, word):
        return any(name == caller and word in code.co_names for code, name in self.names.values())


def is_call(code):
    return code.co_name != "<module>" and code.co_name not in names.COMPREHENSIONS and not code.co_flags & SUSPENDED


record = Record()


# Generators and coroutines

def made(function):
    """Decorates each function whose call only makes a generator or coroutine."""
    @functools.wraps(function)
    def call(*arguments, **keywords):
        record.calls.add((record.caller(sys._getframe(1)), record.name(function.__code__)))
        return function(*arguments, **keywords)
    return call


def is_suspended(function):
    if isinstance(function, ast.AsyncFunctionDef):
        return True
    waiting = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            waiting.extend(ast.iter_child_nodes(node))
    return False


def compile_module(path, module):
    tree = ast.parse(pathlib.Path(path).read_bytes(), path)
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and is_suspended(node):
            node.decorator_list.append(ast.copy_location(ast.Name("__made__", ast.Load()), node))
    code = compile(tree, path, "exec", dont_inherit=True)
    record.learn(code, module)
    return code


class Loader(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname):
        return compile_module(self.path, fullname)


class Finder(importlib.abc.MetaPathFinder):
    def __init__(self, folder):
        self.folder = folder

    def find_spec(self, name, path, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or not spec.has_location or self.folder not in pathlib.Path(spec.origin).parents:
            return None
        spec.loader = Loader(name, spec.origin)
        return spec


# Threads

def submitted(function):
    submitter = record.caller(sys._getframe(2))

    def call(*arguments, **keywords):
        local.submitter = submitter
        return function(*arguments, **keywords)
    return call


def watch_threads():
    start, submit = threading.Thread.start, concurrent.futures.ThreadPoolExecutor.submit

    def start_watched(thread):
        thread.run = submitted(thread.run)
        start(thread)

    def submit_watched(pool, function, /, *arguments, **keywords):
        return submit(pool, submitted(function), *arguments, **keywords)

    threading.Thread.start = start_watched
    concurrent.futures.ThreadPoolExecutor.submit = submit_watched
    threading.setprofile(record.profile)
    threading.settrace(record.trace)


# Library functions

def resolve(name):
    """The object of a dotted name."""
    parts = name.split(".")
    for count in range(len(parts) - 1, 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:count]))
        except ImportError:
            continue
        return functools.reduce(getattr, parts[count:], found)
    raise ImportError(name)


def is_same(called, wanted):
    if isinstance(called, types.CodeType):
        return called is getattr(inspect.unwrap(wanted), "__code__", None)
    owner = type(getattr(called, "__self__", None))
    return called == wanted or getattr(owner, called.__name__, None) is wanted


def was_called(caller, name):
    """A class leaves no trace of its call; that its name stands in the caller has to do."""
    wanted = resolve(name)
    if isinstance(wanted, type):
        return record.mentions(caller, name.rpartition(".")[2])
    return any(by == caller and is_same(called, wanted) for by, called in record.library)


# Calls that did not run

def idle(path):
    """Lines of a module on which a call begins and that did not run."""
    calls = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)]
    return sorted({node.lineno for node in calls if (str(path), node.lineno) not in record.lines})


# The run

def run(folder):
    sys.dont_write_bytecode = True
    sys.path[:0] = [str(folder), str(folder / "src")]
    sys.meta_path.insert(0, Finder(folder))
    builtins.__made__ = made
    watch_threads()
    main = types.ModuleType("__main__")
    main.__file__ = str(folder / "main.py")
    sys.modules["__main__"] = sys.modules["main"] = main
    code = compile_module(main.__file__, "main")
    shown, sys.stdout = sys.stdout, io.StringIO()
    sys.settrace(record.trace)
    sys.setprofile(record.profile)
    try:
        exec(code, main.__dict__)
    finally:
        sys.setprofile(None)
        sys.settrace(None)
        sys.stdout = shown


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    labels = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    run(folder)
    confirmed = [(caller, name) for caller, called in labels["library"].items() for name in called
                 if was_called(caller, name)]
    idle_lines = [(str(path.relative_to(folder)), line) for path in names.sources(folder) for line in idle(path)]
    print(json.dumps({"calls": sorted(record.calls, key=str), "library": confirmed, "idle": idle_lines}))


if __name__ == "__main__":
    main()
