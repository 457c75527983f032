"""What examples of rules/models are made of, and how objects look from outside: content, kind, reach."""

import builtins
import collections
import copy
import dataclasses
import functools
import gc
import io
import itertools
import operator
import os
import sys
import types
import typing

FROZEN_MAPPINGS = tuple(it for it in (types.MappingProxyType, getattr(builtins, "frozendict", None)) if it)
ATOMS = (type(None), bool, int, float, complex, str, bytes, type(...), type(NotImplemented), range, slice)


class Recorder:
    """A function that remembers what it was called with and what it gave."""

    def __init__(self, function):
        self.__wrapped__ = function
        self.__name__ = getattr(function, "__name__", "function")
        self.records = []

    def __call__(self, *arguments, **keywords):
        result = self.__wrapped__(*arguments, **keywords)
        self.records.append((arguments, keywords, result))
        return result


class Plain:
    pass


class Box:
    def __init__(self, content=None):
        self.content = content


class Key:
    """Equal to its like, and yet another object."""

    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return isinstance(other, Key) and self.number == other.number

    def __lt__(self, other):
        return self.number < other.number

    def __hash__(self):
        return hash(self.number)


class Frozen(frozenset):
    """No plain frozenset."""


class Walker:
    """Its own iterator."""

    def __init__(self, items):
        self.items = items

    def __iter__(self):
        return self

    def __next__(self):
        if not self.items:
            raise StopIteration
        return self.items.pop()


class Countable:
    """Has a new iterator each time, over a list of its own."""

    def __init__(self):
        self.items = [[1], [2]]

    def __iter__(self):
        return iter(self.items)


class Bases:
    """No class, and stands among bases."""

    def __mro_entries__(self, bases):
        return ()


class Matrix:
    def __matmul__(self, other):
        return Matrix()


class Ordered:
    def __eq__(self, other):
        return self is other

    def __lt__(self, other):
        return id(self) < id(other)


@dataclasses.dataclass
class Record:
    a: list
    b: list


class Point(typing.NamedTuple):
    x: list
    y: list


async def numbers_later():
    yield 1


def numbers_of():
    yield 1


def new_function():
    def function():
        return None
    return function


def new_class():
    class New:
        pass
    return New


def environment():
    """An environment of its own."""
    def text(value):
        if not isinstance(value, str):
            raise TypeError
        return value
    try:
        return os._Environ({"KEY": "a"}, text, text, text, text)
    except TypeError:  # until 3.8 it was told how to change the process
        return os._Environ({"KEY": "a"}, text, text, text, text, lambda key, value: None, lambda key: None)


HELPERS = (Box, Plain, Key, Frozen, Walker, Countable, Bases, Matrix, Ordered, Record, Point, numbers_later,
           numbers_of, new_function, new_class, environment)


def namespace():
    """The names that an example may use. Functions that a call may call are new each time."""
    names = {it.__name__: it for it in HELPERS}
    for module in (collections, copy, dataclasses, functools, itertools, operator, os, sys, types, typing):
        names[module.__name__] = module
    names.update(
        SimpleNamespace=types.SimpleNamespace, devnull=os.devnull, text_file=io.StringIO, repeated=itertools.repeat,
        same=Recorder(lambda it: it), make_list=Recorder(lambda *arguments: list(arguments)),
        joined=Recorder(lambda a, b: a + b), is_empty=Recorder(lambda it: not it))
    return names


def is_walker(it):
    return hasattr(type(it), "__next__") and not isinstance(it, Walker)


def kind_of(it):
    """The word of rules/models for what `it` is."""
    for kind, name in ((type(None), "None"), (bool, "bool"), (int, "int"), (float, "float"), (complex, "complex"),
                       (str, "str"), (bytes, "bytes")):
        if type(it) is kind:
            return name
    if isinstance(it, ATOMS):
        return "atom"
    if type(it) in (list, dict, set, tuple, frozenset, bytearray):
        return type(it).__name__
    if isinstance(it, types.GeneratorType):
        return "generator"
    return "iterator" if is_walker(it) else "instance"


class Content:
    """What an object holds by itself, compared by identity."""

    def __init__(self, shape, parts):
        self.shape, self.parts = shape, parts

    def same_as(self, other):
        return self.shape == other.shape and len(self.parts) == len(other.parts) and all(
            a is b or (isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b) == 2
                       and a[0] is b[0] and a[1] is b[1]) for a, b in zip(self.parts, other.parts))


def content_of(it):
    """Items of a sequence or set; pairs of a mapping; attributes of an instance. None: it has no content to see."""
    if isinstance(it, ATOMS) or isinstance(it, (type, types.ModuleType, types.BuiltinFunctionType, Recorder)):
        return None
    if isinstance(it, dict):
        return Content("pairs", list(dict.items(it)))
    if isinstance(it, (list, tuple, collections.deque)):
        return Content("items", list(it))
    if isinstance(it, (set, frozenset)):
        return Content("members", list(it))
    if isinstance(it, bytearray):
        return Content("items", list(it))
    if isinstance(it, io.StringIO):
        return Content("items", [] if it.closed else list(it.getvalue()))
    if isinstance(it, FROZEN_MAPPINGS):
        return Content("pairs", list(it.items()))
    attributes = getattr(it, "__dict__", None)
    if isinstance(attributes, dict):
        return Content("attributes", list(attributes.items()))
    return None


def inside(it):
    """The objects that `it` refers to and that an example can be about."""
    if isinstance(it, types.GeneratorType):
        return list(it.gi_frame.f_locals.values()) if it.gi_frame else []
    content = content_of(it)
    if content is None:
        return gc.get_referents(it) if is_walker(it) or isinstance(it, VIEWS) else []
    found = []
    for part in content.parts:
        found.extend(part if content.shape in ("pairs", "attributes") else [part])
    attributes = getattr(it, "__dict__", None)
    return found + ([attributes] if isinstance(attributes, dict) else [])


VIEWS = (type({}.keys()), type({}.values()), type({}.items()), types.MappingProxyType, memoryview,
         collections.abc.KeysView, collections.abc.ValuesView, collections.abc.ItemsView)


def reach(roots):
    """id -> object, for all that the roots reach."""
    found, pending = {}, list(roots)
    while pending and len(found) < 5000:
        it = pending.pop()
        if id(it) in found or isinstance(it, (type, types.ModuleType, types.FrameType, types.CodeType)):
            continue
        found[id(it)] = it
        pending.extend(inside(it))
    return found


def shown_by(view):
    """What a view is a view of, down to what holds the items."""
    while isinstance(view, VIEWS):
        if isinstance(view, memoryview):
            return view.obj
        if hasattr(view, "_mapping"):
            view = view._mapping
            continue
        mappings = [it for it in gc.get_referents(view) if not isinstance(it, type)]
        if not mappings:
            return view
        view = mappings[0]
    return view
