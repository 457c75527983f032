"""Runs programs in this process, one after the other, with nothing of one left for the next."""

import contextlib
import importlib.abc
import importlib.machinery
import importlib.util
import io
import os
import signal
import sys
import tokenize
import types
import warnings

import concrete
from monitor import Stop

SECONDS = 5.0
RECURSION = 2000


class Outcome:
    """How a run ended: `clean`, `stopped`, `raised`, or `exited`, with what it printed."""

    def __init__(self, ending, printed, detail=""):
        self.ending = ending
        self.printed = printed
        self.detail = detail


def run(text, path, monitor=None, folder=None, seconds=SECONDS, files=None, library=(), without=()):
    """Runs a program as `__main__`. With a monitor it is instrumented, and so is what it imports from
    `folder`, or of that only these files, and these modules of the library."""
    printed = io.StringIO()
    with world_restored(path, folder, monitor, files), \
            library_replaced(library, without, monitor), contextlib.redirect_stdout(printed), \
            contextlib.redirect_stderr(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ending, detail = execute(text, path, monitor, seconds, package_of(path, folder))
    return Outcome(ending, printed.getvalue(), detail)


def execute(text, path, monitor, seconds, package=""):
    main = sys.modules["__main__"] = types.ModuleType("__main__")
    main.__file__ = path
    main.__package__ = package
    main.__dict__["__builtins__"] = __builtins__
    try:
        tree = monitor.instrumented(text, path) if monitor else text
        code = compile(tree, path, "exec", dont_inherit=True)
    except (SyntaxError, RecursionError, ValueError) as error:
        return "not Python here", str(error)
    try:
        with time_limit(seconds), monitor.listening() if monitor else contextlib.nullcontext():
            exec(code, main.__dict__)
    except Stop:
        return "stopped", ""
    except SystemExit as end:
        return "exited", str(end.code)
    except BaseException as error:  # whatever the program raises ends it, not us
        return "raised", "%s: %s" % (type(error).__name__, error)
    return ("stopped", "") if monitor and monitor.stopped else ("clean", "")


def package_of(path, folder):
    """The package that a program belongs to if it starts inside one."""
    inside = os.path.relpath(os.path.dirname(path), folder) if folder else "."
    return "" if inside == "." or inside.startswith("..") else inside.replace(os.sep, ".")


@contextlib.contextmanager
def time_limit(seconds):
    """So many seconds of this process's time, and ten times as many of the clock's: others may be busy."""
    def stop(*_):
        raise Stop

    timers = [(signal.ITIMER_PROF, signal.SIGPROF, seconds), (signal.ITIMER_REAL, signal.SIGALRM, 10 * seconds)]
    before = [signal.signal(number, stop) for _, number, _ in timers]
    for timer, _, limit in timers:
        signal.setitimer(timer, limit, 0.5)
    try:
        yield
    finally:
        for timer, _, _ in timers:
            signal.setitimer(timer, 0)
        for (_, number, _), handler in zip(timers, before):
            signal.signal(number, handler)


@contextlib.contextmanager
def world_restored(path, folder, monitor, files):
    """Modules, search path, working folder and arguments are as before afterwards."""
    modules, search, arguments, where = dict(sys.modules), list(sys.path), sys.argv, os.getcwd()
    finders, recursion = list(sys.meta_path), sys.getrecursionlimit()
    sys.argv = [path]
    sys.setrecursionlimit(RECURSION)
    concrete.forget_programs()
    if folder:
        os.chdir(folder)
        sys.path.insert(0, folder)
        for name in [it for it, module in modules.items() if is_hidden_by(it, folder)]:
            del sys.modules[name]
        sys.meta_path.insert(0, ProjectFinder(folder, monitor, files))
    try:
        yield
    finally:
        sys.meta_path[:], sys.path[:], sys.argv = finders, search, arguments
        sys.setrecursionlimit(recursion)
        os.chdir(where)
        if folder:
            for name in set(sys.modules) - set(modules):
                if name in concrete.PROJECT:
                    del sys.modules[name]
        sys.modules.update(modules)
        concrete.forget_programs()
        sys.path_importer_cache.pop(folder, None)


@contextlib.contextmanager
def library_replaced(library, without, monitor):
    """Modules of the library are imported anew, as part of the program; some cannot be imported."""
    modules = {it: sys.modules.pop(it) for it in list(library) + list(without) if it in sys.modules}
    sys.modules.update(dict.fromkeys(without))
    for name in modules:
        around, _, last = name.rpartition(".")
        if around in sys.modules and hasattr(sys.modules[around], last):
            delattr(sys.modules[around], last)
    finders = list(sys.meta_path)
    sys.meta_path.insert(0, LibraryFinder(library, monitor))
    try:
        yield
    finally:
        sys.meta_path[:] = finders
        for name in list(library) + list(without):
            sys.modules.pop(name, None)
        sys.modules.update(modules)
        for name, module in modules.items():
            around, _, last = name.rpartition(".")
            if around in sys.modules:
                setattr(sys.modules[around], last, module)


class LibraryFinder(importlib.abc.MetaPathFinder):
    """Finds modules of the library that a program drives, and instruments them."""

    def __init__(self, library, monitor):
        self.library = library
        self.monitor = monitor

    def find_spec(self, name, path=None, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path, target) if name in self.library else None
        if spec and self.monitor:
            concrete.PROJECT.add(name)
            kept = {"submodule_search_locations": spec.submodule_search_locations} if spec.submodule_search_locations else {}
            loader = InstrumentingLoader(name, spec.origin, self.monitor)
            spec = importlib.util.spec_from_file_location(name, spec.origin, loader=loader, **kept)
        return spec


def is_hidden_by(name, folder):
    """Whether a module that is loaded has the name of one in the folder."""
    if "." in name or name in sys.builtin_module_names or name == "__main__":
        return False
    return os.path.exists(os.path.join(folder, name + ".py")) or os.path.isdir(os.path.join(folder, name))


class ProjectFinder(importlib.abc.MetaPathFinder):
    """Finds the modules of a program's folder and instruments them."""

    def __init__(self, folder, monitor, files):
        self.folder = folder
        self.files = files
        self.monitor = monitor

    def find_spec(self, name, path=None, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path or [self.folder], target)
        if spec is None or not spec.origin or not spec.origin.startswith(self.folder + os.sep):
            return None
        concrete.PROJECT.add(name)
        is_wanted = self.files is None or spec.origin in self.files
        if self.monitor and is_wanted and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            spec.loader = InstrumentingLoader(name, spec.origin, self.monitor)
        return spec


def decoded(data):
    """As importlib.util.decode_source, which would import `tokenize` again where a program drives that."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return io.IncrementalNewlineDecoder(None, translate=True).decode(data.decode(encoding))


class InstrumentingLoader(importlib.machinery.SourceFileLoader):
    def __init__(self, name, path, monitor):
        super().__init__(name, path)
        self.monitor = monitor

    def path_stats(self, path):
        raise OSError("no compiled file is looked for")

    def source_to_code(self, data, path, *, _optimize=-1):
        tree = self.monitor.instrumented(decoded(data), path)
        return compile(tree, path, "exec", dont_inherit=True, optimize=_optimize)
