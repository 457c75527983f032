#!/usr/bin/env python3
"""The check of rules/models can fail: a wrong claim of each kind is found, and the right one beside it passes."""

import json
import pathlib
import subprocess
import sys
import unittest

import models

CLASSES = [{"name": it} for it in ("list", "dict", "set", "tuple", "object", "str", "bytearray", "collections.deque")]


def row(name, parameters, result, example, **more):
    return dict(name=name, parameters=parameters, result=result, example=example, file="test", **more)


def complaints(*rows):
    """What is wrong with the claims of these rows; not what their fewness leaves out."""
    tables = {"function": list(rows), "class": CLASSES, "constant": []}
    return [it[2] for it in models.ask(tables, sys.executable)["wrong"] if it[0] == "test"]


def list_row(method, parameters, result, example, *effects, **more):
    return row("list." + method, parameters, result, example, effects=list(effects), **more)


# What is claimed, rightly and wrongly.
PAIRS = {
    "a fresh object": (
        list_row("copy", "self, /", "list(star(self))", "[[1]].copy()"),
        list_row("copy", "self, /", "self", "[[1]].copy()")),
    "the same object": (
        list_row("__iadd__", "self, value, /", "self", "[[1]].__iadd__([[2]])", "extend(self, items(value))",
                 "consume(value)"),
        list_row("__iadd__", "self, value, /", "list(star(self), star(value))", "[[1]].__iadd__([[2]])",
                 "extend(self, items(value))", "consume(value)")),
    "shared items": (
        row("copy.copy", "x", "copy(x)", "copy.copy([[1]])"),
        row("copy.copy", "x", "deepcopy(x)", "copy.copy([[1]])")),
    "items that are not shared": (
        row("copy.deepcopy", "x, memo=None, _nil=[]", "deepcopy(x)", "copy.deepcopy([[1]])"),
        row("copy.deepcopy", "x, memo=None, _nil=[]", "list(star(x))", "copy.deepcopy([[1]])")),
    "which items": (
        list_row("__add__", "self, value, /", "list(star(self), star(value))", "[[1]].__add__([[2]])"),
        list_row("__add__", "self, value, /", "list(star(value), star(self))", "[[1]].__add__([[2]])")),
    "an item": (
        list_row("pop", "self, index=-1, /", "values(self)", "[[1], [2]].pop()", "remove(self)"),
        list_row("pop", "self, index=-1, /", "item(self, 0)", "[[1], [2]].pop()", "remove(self)")),
    "the kind of the result": (
        list_row("count", "self, value, /", "int", "[1].count(1)"),
        list_row("count", "self, value, /", "bool", "[1].count(1)")),
    "a change": (
        list_row("append", "self, object, /", "None", "[[1]].append([2])", "append(self, object)"),
        list_row("append", "self, object, /", "None", "[[1]].append([2])")),
    "whom a change meets": (
        list_row("append", "self, object, /", "None", "[[1]].append([2])", "append(self, object)"),
        list_row("append", "self, object, /", "None", "[[1]].append([2])", "append(object, self)")),
    "what is put in": (
        list_row("extend", "self, iterable, /", "None", "[[1]].extend([[2]])", "extend(self, items(iterable))",
                 "consume(iterable)"),
        list_row("extend", "self, iterable, /", "None", "[[1]].extend([[2]])", "extend(self, iterable)",
                 "consume(iterable)")),
    "what surely happens": (
        row("set.discard", "self, object, /", "None", "{1}.discard(2)", effects=["sometimes(remove(self))"]),
        row("set.discard", "self, object, /", "None", "{1}.discard(2)", effects=["remove(self)"])),
    "what is taken out": (
        list_row("clear", "self, /", "None", "[[1]].clear()", "clear(self)"),
        list_row("clear", "self, /", "None", "[[1]].clear()", "reorder(self)")),
    "the order": (
        list_row("reverse", "self, /", "None", "[[1], [2]].reverse()", "reorder(self)"),
        list_row("reverse", "self, /", "None", "[[1], [2]].reverse()")),
    "a key": (
        row("dict.__setitem__", "self, key, value, /", "None", "{}.__setitem__('a', [1])",
            effects=["set_item(self, key, value)"]),
        row("dict.__setitem__", "self, key, value, /", "None", "{}.__setitem__('a', [1])",
            effects=["set_item(self, value, key)"])),
    "an iterator that is alive": (
        row("map", "function, iterable, /, *iterables", "iterator(call(function, items(iterable)))",
            "map(same, [[1]])", until="3.13"),
        row("map", "function, iterable, /, *iterables", "iterator(call(function, items(list(star(iterable)))))",
            "map(same, [[1]])", until="3.13")),
    "an iterator that is not": (
        row("itertools.permutations", "iterable, r=None", "iterator(tuple(some(items(list(star(iterable))))))",
            "itertools.permutations([[1], [2]])", effects=["consume(iterable)"]),
        row("itertools.permutations", "iterable, r=None", "iterator(tuple(some(items(iterable))))",
            "itertools.permutations([[1], [2]])", effects=["consume(iterable)"])),
    "that an iterator is used up": (
        row("tuple", "iterable=(), /", "if_kind(tuple, iterable, iterable, tuple(star(iterable)))",
            ["tuple([[1]])", "tuple(([1],))"], effects=["consume(iterable)"]),
        row("tuple", "iterable=(), /", "if_kind(tuple, iterable, iterable, tuple(star(iterable)))",
            ["tuple([[1]])", "tuple(([1],))"])),
    "that an iterator is not used up": (
        row("builtins.next", "iterator, default=None, /", "items(iterator)", "next(iter([[1], [2]]))",
            effects=["advance(iterator)"]),
        row("builtins.next", "iterator, default=None, /", "items(iterator)", "next(iter([[1], [2]]))",
            effects=["consume(iterator)"])),
    "a view": (
        row("dict.keys", "self, /", "view(keys, self)", "{'a': [1]}.keys()"),
        row("dict.keys", "self, /", "view(values, self)", "{'a': [1]}.keys()")),
    "that it is no view": (
        row("dict.copy", "self, /", "dict(double_star(self))", "{'a': [1]}.copy()"),
        row("dict.copy", "self, /", "view(proxy, self)", "{'a': [1]}.copy()")),
    "calls": (
        list_row("sort", "self, /, *, key=None, reverse=False", "None", "[[2], [1]].sort(key=len)", "reorder(self)",
                 "calls(key, items(self))"),
        list_row("sort", "self, /, *, key=None, reverse=False", "None", "[[2], [1]].sort(key=len)", "reorder(self)",
                 "calls(key, self)")),
    "what a call gives": (
        row("functools.reduce", "function, iterable, initial=None, /",
            "call(function, items(iterable), items(iterable))",
            "functools.reduce(joined, [[1], [2]])", effects=["consume(iterable)"]),
        row("functools.reduce", "function, iterable, initial=None, /", "items(iterable)",
            "functools.reduce(joined, [[1], [2]])",
                              effects=["calls(function, items(iterable), items(iterable))", "consume(iterable)"])),
    "a new instance": (
        row("collections.deque", "iterable=(), maxlen=None", "instance(collections.deque, star(iterable))",
            "collections.deque([[1]])", effects=["consume(iterable)"]),
        row("collections.deque", "iterable=(), maxlen=None", "instance(collections.deque, items(items(iterable)))",
            "collections.deque([[1]])", effects=["consume(iterable)"])),
    "pairs": (
        row("dict.fromkeys", "cls, iterable, value=None, /", "dict(pair(items(iterable), value))",
            "dict.fromkeys(['a'], [1])", access="classmethod", effects=["consume(iterable)"]),
        row("dict.fromkeys", "cls, iterable, value=None, /", "dict(pair(items(iterable), copy(value)))",
            "dict.fromkeys(['a'], [1])", access="classmethod", effects=["consume(iterable)"])),
    "a cache": (
        row("functools.lru_cache", "maxsize=128, typed=False", "cached(maxsize)", "functools.lru_cache(make_list)"),
        row("builtins.callable", "object, /", "cached(object)", "callable(make_list)")),
    "parameters": (
        list_row("append", "self, object, /", "None", "[[1]].append([2])", "append(self, object)"),
        list_row("append", "self, /", "None", "[[1]].append([2])")),
    "parameters that have names": (
        row("copy.copy", "x", "copy(x)", "copy.copy([[1]])"),
        row("copy.copy", "y", "copy(y)", "copy.copy([[1]])")),
    "an alternative that never is": (
        list_row("copy", "self, /", "list(star(self))", "[[1]].copy()"),
        list_row("copy", "self, /", "either(self, list(star(self)))", "[[1]].copy()")),
    "versions": (
        row("str.removeprefix", "self, prefix, /", "str", "'ab'.removeprefix('a')", since="3.9"),
        row("str.removeprefix", "self, prefix, /", "str", "'ab'.removeprefix('a')", since="3.99")),
    "that there is such a thing": (
        list_row("count", "self, value, /", "int", "[1].count(1)"),
        row("list.number", "self, value, /", "int", "list.number([1], 1)")),
}


class BrokenModels(unittest.TestCase):
    def test_right_claims_pass(self):
        for what, (right, _) in PAIRS.items():
            with self.subTest(what):
                self.assertEqual(complaints(right), [])

    def test_wrong_claims_are_found(self):
        for what, (_, wrong) in PAIRS.items():
            with self.subTest(what):
                self.assertNotEqual(complaints(wrong), [])

    def test_a_row_does_not_run_outside_its_versions(self):
        never = row("builtins.len", "object, /", "None", "len([1])", until="3.7")
        self.assertEqual([it for it in complaints(never) if "is no None" in it], [])

    def test_what_has_no_row_is_found(self):
        answer = models.ask({"function": [], "class": CLASSES, "constant": []}, sys.executable)
        sentences = [it[2] for it in answer["wrong"]]
        self.assertIn("list.append has no row", sentences)
        self.assertIn("builtins.len has no row", sentences)
        self.assertIn("the exception KeyError has no row", sentences)

    def test_a_wrong_constant_is_found(self):
        constant = {"name": "os.sep", "value": "int", "example": "os.sep", "file": "test"}
        answer = models.ask({"function": [], "class": CLASSES, "constant": [constant]}, sys.executable)
        self.assertIn(["test", "os.sep", "'/' is no int"], answer["wrong"])

    def test_the_script_fails_where_something_is_wrong(self):
        file = pathlib.Path(models.FOLDER) / "copy.toml"
        done = subprocess.run([sys.executable, models.HERE / "models.py",
                              "check", str(file)], capture_output=True, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"list.append has no row", done.stdout)

    def test_rows_are_printed_as_json(self):
        done = subprocess.run([sys.executable, models.HERE / "models.py", "rows"], capture_output=True, check=True)
        self.assertIn("list.append", {it["name"] for it in json.loads(done.stdout)["function"]})


if __name__ == "__main__":
    unittest.main()
