#!/usr/bin/env python3
"""Each kind of wrong claim is seen, and a right one is not blamed. The claims are written by hand."""

import json
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import campaign  # noqa: E402
import sources  # noqa: E402
from records import Claims  # noqa: E402

PATH = os.path.abspath("program.py")
UNBOUND = {"kind": "const", "type": "unbound"}


def a_list(**members):
    return dict({"kind": "list", "single": True, "mutable": True, "slots": {}, "distinct": "unknown"}, **members)


def number(value=None):
    return dict({"kind": "const", "type": "int"}, **({} if value is None else {"value": str(value)}))


def record(line, names, objects, column=1, **members):
    return dict({"path": PATH, "line": line, "column": column, "function": "f",
                 "names": {name: ids.split() for name, ids in names.items()}, "objects": objects,
                 "must": [], "may": [], "changes": [], "comparisons": []}, **members)


def kinds(text, records, policy="sound"):
    """The kinds of violations, without those of statements that have no record; and the report."""
    question = campaign.Question("", policy, measure_tightness=True)
    program = sources.Source(PATH, (PATH,), None, text)
    answer = campaign.run_all(question, [program], Claims(json.dumps(it) for it in records))
    return [it.kind for it in answer.report.errors() if it.kind != "missing"], answer


class ChecksTest(unittest.TestCase):
    def expect(self, expected, text, *records, policy="sound"):
        found, answer = kinds(text, records, policy)
        self.assertEqual(sorted(set(found)), sorted(expected.split()), "\n".join(answer.report.lines()))
        return answer

    # Two names

    TWO = "a = []\nb = a\n"

    def two(self, **members):
        return record(2, {"a": "o1", "b": "o1"}, {"o1": a_list()}, **members)

    def test_one_object_that_is_said_to_be_two(self):
        self.expect("", self.TWO, self.two(must=[["a", "b"]]))
        self.expect("", self.TWO, self.two(may=[["b", "a"]]))
        self.expect("never", self.TWO, self.two())

    def test_two_objects_that_are_said_to_be_one(self):
        text = "a = []\nb = []\n"
        names, objects = {"a": "o1", "b": "o2"}, {"o1": a_list(), "o2": a_list()}
        self.expect("", text, record(2, names, objects))
        self.expect("must", text, record(2, names, objects, must=[["a", "b"]]))
        self.expect("single", text, record(2, {"a": "o1", "b": "o1"}, objects, may=[["a", "b"]]))
        older = {"o1": a_list(single=False)}
        self.expect("", text, record(2, {"a": "o1", "b": "o1"}, older, may=[["a", "b"]]))

    def test_must_with_something_that_is_no_object(self):
        objects = {"o1": a_list(), "o2": {"kind": "const", "type": "None"}}
        self.expect("must", "a = []\nb = None\n", record(2, {"a": "o1", "b": "o1 o2"}, objects, must=[["a", "b"]]))

    # Slots

    ITEMS = "a = []\nr = [a, a, []]\n"

    def items(self, slots, **members):
        return record(2, {"a": "o1", "r": "o2"}, {"o1": a_list(), "o2": a_list(slots=slots), "o3": a_list()}, **members)

    def test_items(self):
        slots = {"[0]": ["o1"], "[1]": ["o1"], "[2]": ["o3"]}
        shared = [["a", "r[0]"], ["a", "r[1]"], ["r[0]", "r[1]"]]
        self.expect("", self.ITEMS, self.items(slots, must=shared))
        self.expect("never", self.ITEMS, self.items(slots, must=shared[:2]))
        self.expect("", self.ITEMS, self.items({"[0]": ["o1"], "[*]": ["o1", "o3"]}, must=shared[:1],
                                               may=[["a", "r[*]"], ["r[0]", "r[*]"]]))
        self.expect("must", self.ITEMS, self.items({"[0]": ["o1"], "[*]": ["o1", "o3"]}, must=[["a", "r[*]"]] + shared,
                                                   may=[["r[0]", "r[*]"]]))

    def test_items_without_a_slot(self):
        self.expect("uncovered", self.ITEMS, self.items({"[0]": ["o1"]}, must=[["a", "r[0]"]]))
        self.expect("uncovered", self.ITEMS, self.items({}))
        self.expect("never uncovered", self.ITEMS, self.items({"[*]": []}))

    def test_keys_and_attributes(self):
        text = "class C: pass\nd = {'k': []}\nc = C(); c.x = d['k']\n"
        objects = {"o1": a_list(kind="dict", slots={'["k"]': ["o2"], "[keys]": ["o4"]}), "o2": a_list(),
                   "o3": a_list(kind="instance", slots={".x": ["o2"]}, **{"class": "C"}),
                   "o4": {"kind": "const", "type": "str", "value": "k"}}
        names = {"c": "o3", "d": "o1"}
        pair = ["c.x", 'd["k"]']
        self.expect("", text, record(3, names, objects, column=10, must=[pair]))
        self.expect("never", text, record(3, names, objects, column=10))
        objects["o3"]["class"] = "D"
        self.expect("kind", text, record(3, names, objects, column=10))

    def test_distinct(self):
        rows = a_list(slots={"[*]": ["o1", "o3"]})
        for flag, text, expected in (("same", self.ITEMS, "distinct"), ("distinct", self.ITEMS, "distinct"),
                                     ("unknown", self.ITEMS, ""), ("same", "\nr = [[]] * 3\n", ""),
                                     ("distinct", "\nr = [[], []]\n", "")):
            objects = {"o1": a_list(single=False), "o3": a_list(single=False), "r": dict(rows, distinct=flag)}
            self.expect(expected, text, record(2, {"r": "r"}, objects))

    # Kinds and values

    def test_kinds(self):
        for text, members, expected in (
            ("x = []", a_list(), ""), ("x = []", a_list(kind="set"), "kind"), ("x = []", {"kind": "opaque"}, ""),
            ("x = {}", a_list(kind="dict"), ""), ("x = 3", number(3), ""), ("x = 3", number(4), "kind"),
            ("x = True", number(1), "kind"), ("x = 3", number(), ""), ("x = 3", a_list(), "kind"),
            ("x = None", {"kind": "const", "type": "None"}, ""), ("x = 's'", {"kind": "const", "type": "str", "value": "s"}, ""),
            ("x = iter([])", a_list(kind="iterator"), ""), ("x = [].append", a_list(kind="method"), ""),
            ("x = len", a_list(kind="function"), ""), ("x = (1,)", a_list(kind="tuple", slots={"[0]": ["one"]}), ""),
            ("x = {}.keys()", a_list(kind="view"), ""), ("x = (y for y in [])", a_list(kind="generator"), ""),
        ):
            with self.subTest(text=text, members=members):
                self.expect(expected, text, record(1, {"x": "o1"}, {"o1": members, "one": number(1)}))

    def test_unbound(self):
        text = "def f(c):\n    if c: x = []\n    return c\nf(0)\n"
        objects = {"c": number(), "x": a_list(), "u": UNBOUND}
        self.expect("unbound", text, record(3, {"c": "c", "x": "x"}, objects, column=5))
        self.expect("", text, record(3, {"c": "c", "x": "u x"}, objects, column=5))
        self.expect("kind", text.replace("f(0)", "f(1)"), record(3, {"c": "c", "x": "u"}, objects, column=5))

    def test_unreachable(self):
        self.expect("reachable", "x = 1", dict(record(1, {}, {}), reachable=False))

    # What statements do

    CHANGE = "def f(a):\n    b = 1\n    a.append(b)\nf([])\n"

    def change(self, **members):
        objects = {"o1": a_list(kind="opaque", symbolic="a"), "b": number(1)}
        names = {"a": "o1", "b": "b"}
        return [record(2, names, objects, column=5), record(3, names, objects, column=5, **members)]

    def test_changes(self):
        self.expect("changes", self.CHANGE, *self.change())
        self.expect("", self.CHANGE, *self.change(changes=["o1"]))
        answer = self.expect("", self.CHANGE.replace("append(b)", "copy()"), *self.change(changes=["o1"], must_change=["o1"]))
        self.assertEqual(answer.report.counts["must-change of which nothing is seen"], 1)

    def test_a_statement_that_fails_half_way(self):
        text = "a = [1]; t = (a,)\ntry:\n    t[0] += [2]\nexcept TypeError:\n    pass\n"
        objects = {"o1": a_list(slots={"[*]": ["n"]}), "o2": a_list(kind="tuple", slots={"[0]": ["o1"]}), "n": number()}
        names, pair = {"a": "o1", "t": "o2"}, [["a", "t[0]"]]
        before = [record(1, names, objects, column=10, must=pair), record(2, names, objects, must=pair)]
        for changes, expected in (([], "changes"), (["o1"], "")):
            self.expect(expected, text, *before, record(3, names, objects, column=5, must=pair, changes=changes))

    def test_changes_while_suspended_are_not_the_yields(self):
        text = "def g(a):\n    yield 1\n    yield 2\nxs = []\nfor n in g(xs): xs.append(n)\n"
        objects = {"o1": a_list(kind="opaque", symbolic="a")}
        self.expect("", text, *(record(line, {"a": "o1"}, objects, column=5) for line in (2, 3)))

    def test_parameters(self):
        text = "def f(a):\n    a = []\n    return a\nf([1])\n"
        objects = {"o1": {"kind": "opaque", "single": True, "mutable": True, "symbolic": "a"}}
        self.expect("symbolic", text, record(2, {"a": "o1"}, objects, column=5))

    def test_comparisons(self):
        for verdict, text, expected in (("true", "x = []; y = x is []", "comparison"), ("false", "x = []; y = x is []", ""),
                                        ("false", "x = []; y = x is not []", "comparison"), ("meaningful", "x = 1; y = x is []", ""),
                                        ("implementation", "x = 1; y = x is []", "")):
            end = len(text) + 1
            place = {"line": 1, "column": 13, "end_line": 1, "end_column": end, "verdict": verdict}
            self.expect(expected, text, record(1, {}, {}, column=9, comparisons=[place]))

    # Assumptions

    def test_assumptions(self):
        answer = self.expect("", self.TWO, self.two(assumptions=["unknown-call"]), policy="report")
        self.assertEqual(dict(answer.report.assumed), {("never", "unknown-call"): 1})
        self.expect("never", self.TWO, self.two(assumptions=["unknown-call"]), policy="sound")
        self.expect("never", self.TWO, self.two(), policy="report")

    def test_parameters_that_are_one(self):
        text = "def f(a, b):\n    c = a\n    return c\nx = []\nf(x, x)\n"
        objects = {"a": a_list(kind="opaque", symbolic="a"), "b": a_list(kind="opaque", symbolic="b")}
        claim = record(2, {"a": "a", "b": "b"}, objects, column=5)
        self.expect("never", text, claim, policy="sound")
        answer = self.expect("", text, claim, policy="report")
        self.assertEqual(answer.report.counts["activation skipped: two roots are one object"], 1)
        nested = text.replace("f(x, x)", "f(x, [x])")
        objects["b"] = a_list(symbolic="b", slots={"[*]": ["i"]})
        objects["i"] = a_list(kind="opaque", symbolic="b[*]", single=False)
        answer = self.expect("", nested, claim, policy="report")
        self.assertEqual(dict(answer.report.assumed), {("never", "shared-at-entry"): 1})
        self.expect("never", nested, claim, policy="sound")

    # The rest

    def test_a_statement_without_a_record(self):
        answer = self.expect("", "x = 1", record(7, {}, {}))
        self.assertEqual([it.kind for it in answer.report.errors()], ["missing"])

    def test_tightness(self):
        text = "a = []\nb = a\nc = []\n"
        objects = {"o1": a_list(), "o2": a_list()}
        names = {"a": "o1", "b": "o1", "c": "o2"}
        for must, may, shares in (([["a", "b"]], [], (1.0, 1.0)), ([], [["a", "b"], ["a", "c"]], (0.5, 0.0))):
            answer = self.expect("", text, record(3, names, objects, must=must, may=may))
            self.assertEqual((answer.tightness.share("never"), answer.tightness.share("always")), shares)


if __name__ == "__main__":
    unittest.main()
