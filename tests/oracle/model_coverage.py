"""What this Python has and rules/models must speak of, and the other way round. Runs under every CPython."""

import builtins
import csv
import importlib
import importlib.metadata
import inspect
import io
import re
import sys
import types

import model_objects

# What the rows of these names describe.
TYPES = {
    "iterator": type(iter([])), "generator": types.GeneratorType, "coroutine": types.CoroutineType,
    "async_generator": types.AsyncGeneratorType, "dict_keys": type({}.keys()), "dict_values": type({}.values()),
    "dict_items": type({}.items()), "typing.NamedTuple": model_objects.Point,
    "csv.reader": type(csv.reader([])), "csv.writer": type(csv.writer(io.StringIO())),
}
# Types of which every method has a row.
COMPLETE = """object list tuple dict frozendict set frozenset str bytes bytearray memoryview int bool float complex range slice
    enumerate filter map reversed zip generator iterator property type dict_keys dict_values dict_items
    types.MappingProxyType collections.deque collections.defaultdict collections.OrderedDict collections.Counter
    collections.ChainMap collections.UserDict collections.UserList""".split()
# The methods with two underscores that must have one: what operators, statements and copies call.
SPECIAL = set("""__len__ __contains__ __iter__ __next__ __reversed__ __getitem__ __setitem__ __delitem__ __missing__
    __enter__ __exit__ __copy__ __deepcopy__ __replace__ __class_getitem__ __bool__ __index__ __int__ __float__ __complex__
    __round__ __trunc__ __floor__ __ceil__ __neg__ __pos__ __abs__ __invert__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__
    __hash__ __repr__ __str__ __format__ __init__ __getattribute__ __setattr__ __delattr__ __sizeof__ __dir__
    __getstate__ __reduce__ __reduce_ex__ __getnewargs__ __instancecheck__ __subclasscheck__ __prepare__
    __bytes__ __length_hint__ __call__""".split())
for name in "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and or xor".split():
    SPECIAL |= {"__%s__" % name, "__r%s__" % name, "__i%s__" % name}
# Inherited or without a meaning of their own.
NOT_SPECIAL = {("property", "__call__"), ("types.MappingProxyType", "__class_getitem__")}
# Names of `builtins` that only the compiler or an interactive session uses.
HIDDEN = {"_", "__debug__", "__doc__", "__loader__", "__name__", "__package__", "__spec__", "_IncompleteInputError"}


def numbers_of(version):
    return [int(it) for it in re.findall(r"\d+", version)[:3]]


def is_installed(library):
    """Whether this Python has a version of the library that `library` speaks of: "pandas>=2,<3"."""
    name, *bounds = re.split(r"(?=>=|<)", library.replace(" ", "").replace(",", ""))
    try:
        version = numbers_of(importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return False
    return all(version < numbers_of(it) if it[0] == "<" else version >= numbers_of(it) for it in bounds)


def thing_of(name):
    """The object that a row's name stands for, or None."""
    if name in TYPES:
        return TYPES[name]
    pieces = name.split(".")
    for end in range(len(pieces), 0, -1):
        first = ".".join(pieces[:end])
        it = TYPES.get(first, getattr(builtins, first, None))
        if it is None:
            try:
                it = importlib.import_module(first)
            except ImportError:
                continue
        for piece in pieces[end:]:
            it = getattr(it, piece, None)
        return it
    return None


def is_here(name):
    """Whether this build of Python can have the thing: some lack modules of which a package makes it when asked."""
    try:
        return has(name) or name not in PATCHED
    except ImportError:
        return sys.platform != "emscripten"  # elsewhere that is an error, and its row tells


def has(name):
    owner, _, attribute = name.rpartition(".")
    if not owner or name in TYPES:
        return thing_of(name) is not None
    holder = thing_of(owner)
    return holder is not None and (hasattr(holder, attribute) or attribute in getattr(holder, "__annotations__", {}))


# Attributes that only instances have.
OF_INSTANCES = {"collections.ChainMap.maps", "collections.UserDict.data", "collections.UserList.data"}
# Classes whose attributes come from `__getattr__`.
MADE_WHEN_READ = {"pytest.MarkGenerator"}
# What the surroundings of the program may replace.
VARIES = {"sys.excepthook", "sys.displayhook", "sys.breakpointhook", "sys.getallocatedblocks"}
# What some patch releases of older versions have, too: the rows say the first version that has it in all.
BACKPORTED = {"xml.etree.ElementTree.XMLParser.flush", "xml.etree.ElementTree.XMLPullParser.flush"}
# What the first patch releases of a version lack: the rows say the version.
PATCHED = {"enum.Enum.__copy__", "enum.Enum.__deepcopy__"}


def missing_things(row, rows, minor, classes):
    """Where the row's versions are not those of what it describes."""
    if row.name in OF_INSTANCES or row.name in VARIES or row.owner in MADE_WHEN_READ:
        return
    if row.library and row.access == "property":  # it may be an attribute that only instances have
        return
    described = any(other.name == row.name and other.covers(minor) for _, other in rows)
    there = has(row.name)
    # Instances may have attributes that their class lacks; the example that reads one tells.
    if row.covers(minor) and not there and (row.examples or row.library) and row.access != "property":
        yield "3.%d has no such thing" % minor
    if not described and there and row.name not in BACKPORTED and not inherited(row, classes):
        yield "3.%d has it, and no row for that version" % minor


def inherited(row, classes):
    """Whether the base has a method of that name anyway."""
    if not row.is_method:
        return False
    owner, attribute = thing_of(row.owner), row.name.rpartition(".")[2]
    return isinstance(owner, type) and attribute not in vars(owner)


def missing_rows(rows, classes, minor):
    """Builtin functions and methods that have no row."""
    described = {row.name for _, row in rows if row.covers(minor)}
    bases = {it["name"]: it.get("base") for it in classes}
    for name in dir(builtins):
        it = getattr(builtins, name)
        if name in HIDDEN or not callable(it):
            continue
        if isinstance(it, type) and issubclass(it, BaseException):
            if name not in bases:
                yield "the exception %s has no row" % name
        elif name not in described and "builtins." + name not in described:
            yield "builtins.%s has no row" % name
    for owner in COMPLETE:
        it = thing_of(owner)
        for name in dir(it) if it is not None else []:
            if name.startswith("__") and name.endswith("__"):
                if name not in SPECIAL or (owner, name) in NOT_SPECIAL:
                    continue
            elif name.startswith("_"):
                continue
            if getattr(it, name) is None or (it is not type and name not in namespace_of(it)):
                continue
            if not is_described(owner, name, described, bases):
                yield "%s.%s has no row" % (owner, name)


def namespace_of(it):
    """Names of the class and its bases; dir() of a class without those of its metaclass."""
    return {name for base in it.__mro__ for name in vars(base)}


def is_described(owner, name, described, bases):
    while owner:
        if owner + "." + name in described:
            return True
        owner = bases.get(owner)
    return False


def narrow_parameters(row, minor):
    """Where Python takes a call that the row's parameters do not."""
    if not row.covers(minor) or row.name in VARIES or row.access == "property" or row.name.endswith(".__init__"):
        return
    try:
        real = list(inspect.signature(thing_of(row.name)).parameters.values())
    except (TypeError, ValueError, AttributeError):  # a default may be an expression that inspect cannot work out
        return
    if inspect.isfunction(thing_of(row.name.rpartition(".")[0] or row.name)) and row.name.endswith("__"):
        return  # what a decorator adds to a class is none of its own methods
    if row.access == "classmethod":
        real = [inspect.Parameter("cls", inspect.Parameter.POSITIONAL_ONLY)] + real
    kinds = inspect.Parameter
    own = {it.name: it for it in row.parameters}
    takes_any = any(it.kind == "double_star" for it in row.parameters)
    takes_more = any(it.kind == "star" for it in row.parameters)
    positional = [it for it in row.parameters if it.kind in ("positional", "ordinary")]
    possible = [it for it in real if it.kind in (kinds.POSITIONAL_ONLY, kinds.POSITIONAL_OR_KEYWORD)]
    if len(possible) > len(positional) and not takes_more:
        yield "3.%d takes %d arguments by position, not %d" % (minor, len(possible), len(positional))
    for number, it in enumerate(real):
        if it.name.startswith("_"):  # for the library's own use
            continue
        mine = own.get(it.name)
        if it.kind in (kinds.POSITIONAL_OR_KEYWORD, kinds.KEYWORD_ONLY) and not takes_any and (number or not row.is_method) and \
                (mine is None or mine.kind not in ("ordinary", "keyword")):
            yield "3.%d takes `%s` by name" % (minor, it.name)
        if it.kind is kinds.VAR_POSITIONAL and not takes_more:
            yield "3.%d takes any number of arguments" % minor
    needed = [it for it in positional if not it.has_default]
    if len(needed) > len([it for it in possible if it.default is it.empty]) and not any(
            it.kind is kinds.VAR_POSITIONAL for it in real):
        yield "3.%d needs fewer arguments" % minor


