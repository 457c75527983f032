#!/usr/bin/env python3
"""An instrumented program does and prints what it did before, and each probe tells the place of its statement."""

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import generate  # noqa: E402
import instrument  # noqa: E402
import running  # noqa: E402
import sources  # noqa: E402
from monitor import Monitor  # noqa: E402
from reports import Report  # noqa: E402

TRICKY = '''\
"""A docstring stays first."""
from __future__ import annotations
import sys

def documented():
    """Words."""
    return 1

class C:
    """Words."""
    x = [it for it in range(3)]
    __private = 3
    def f(self, a, b=[], *rest, **named):
        global shared
        shared = a
        try:
            return self.__private, b is a, rest, named
        finally:
            b.append(a)

def counter():
    n = 0
    def step():
        nonlocal n
        n += 1
        return n
    return step

def generate():
    got = None
    while got != "stop":
        got = yield got
    else:
        yield "left"
    return "end"

def delegate():
    result = yield from generate()
    print("result", result)

def raises():
    try:
        try:
            raise KeyError(1) from ValueError(2)
        except KeyError as error:
            print(type(error.__cause__), error.args)
            raise
    except LookupError:
        print("caught")
    else:
        print("never")
    finally:
        print("finally")
    for it in []:
        pass
    else:
        print("else")
    del it_is_not if False else sys.gone if False else [][:]

step = counter()
print(step(), step(), documented.__doc__, C.__doc__, __doc__)
print(C().f(1), C().f([]), C().f(1, [], 3, k=4), shared)
it = delegate()
print(next(it), it.send("more"), it.send("stop"), list(it))
print(sorted(name for name in dir() if not name.startswith("_")))
print([(lambda: y)() for y in range(3)], {x: x is None for x in (1, None)}, (z := 4) is z)
print(counter.__code__.co_cellvars, step.__code__.co_freevars, documented.__code__.co_varnames)
if step() == 3: print("one line")
elif step(): print("no")
with open(__file__) if False else __import__("io").StringIO("text") as file: print(file.read())
a = b = []; a.append(b is a); print(b)
'''.replace("    del it_is_not if False else sys.gone if False else [][:]\n", "")


class Events:
    """Takes a checker's place and notes what it is told."""

    def __init__(self):
        self.done_at, self.compared_at = [], []

    def entered(self, activation):
        pass

    def done(self, activation, site, names):
        self.done_at.append((site.position, {it: names.get(it) for it in ("x", "xs")}))

    def left(self, activation, site, position):
        pass

    def compared(self, comparison, answer, activation):
        self.compared_at.append((comparison.place, answer))


def watched(text, path="program.py", folder=None):
    events = Events()
    monitor = Monitor(events, "sound", Report("sound"), 100000)
    return events, running.run(text, path, monitor, folder)


class InstrumentTest(unittest.TestCase):
    def assert_same(self, text, path="program.py", folder=None):
        plain = running.run(text, path, None, folder)
        _, probed = watched(text, path, folder)
        self.assertEqual((probed.ending, probed.printed), (plain.ending, plain.printed), path)
        return plain

    def test_tricky_constructs(self):
        plain = self.assert_same(TRICKY, os.path.abspath(__file__))
        self.assertEqual(plain.ending, "clean", plain.detail)

    def test_generated_programs(self):
        for seed in range(60):
            self.assert_same(generate.program(seed), "p%d.py" % seed)

    def test_spec_programs(self):
        """But for those about the identity of temporaries, which last longer when they are watched."""
        for source in sources.spec(["1", "3", "401", "405"]):
            self.assert_same(sources.text_of(source.entry), source.entry, source.folder)

    def test_places_are_those_of_the_statements(self):
        text = "x = 1\nif x:\n    x = 2; xs = x\nä = xs; x = ä is xs\n"
        events, _ = watched(text)
        self.assertEqual([it for it, _ in events.done_at], [(1, 1), (2, 1), (3, 5), (3, 12), (4, 1), (4, 9)])
        self.assertEqual(events.compared_at, [((4, 13, 4, 20), True)])

    def test_a_header_is_looked_at_in_its_body(self):
        events, _ = watched("xs = [7, 8]\nfor x in xs:\n    pass\n")
        seen = [names["x"] for position, names in events.done_at if position == (2, 1)]
        self.assertEqual(seen, [7, 8])

    def test_an_unbound_local_is_no_global(self):
        events, _ = watched("x = 1\ndef f():\n    xs = 1\n    if not xs:\n        x = 2\n    return xs\nf()\n")
        from concrete import MISSING

        names = next(names for position, names in events.done_at if position == (3, 5))
        self.assertEqual((names["xs"], names["x"] is MISSING), (1, True))

    def test_a_program_that_does_not_end_is_stopped(self):
        events = Events()
        monitor = Monitor(events, "sound", Report("sound"), 100)
        outcome = running.run("while True:\n    try:\n        x = 1\n    except BaseException:\n        x = 2\n", "p.py", monitor)
        self.assertEqual(outcome.ending, "stopped")
        self.assertEqual(running.run("while True: pass", "p.py", monitor, None, 0.2).ending, "stopped")

    def test_left_out(self):
        for text in ("exec('1')", "import threading", "def f(o, n): setattr(o, n, 1)\nf(f, 'x')", "class M(type): pass"):
            report = Report("sound")
            running.run("x = []\n" + text, "p.py", Monitor(Events(), "sound", report, 100))
            self.assertTrue(report.left_out(), text)

    def test_decorators(self):
        program = instrument.instrument("@d\n@e\nclass C: pass\n", "p.py")
        site = next(it for it in program.sites if it.statement == "ClassDef")
        self.assertEqual((site.position, site.decorated), ((3, 1), (1, 1)))


if __name__ == "__main__":
    unittest.main()
