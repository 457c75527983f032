#!/usr/bin/env python3
"""calls.py can fail: at labels that are not true, and at a doppelint that differs from them."""
import contextlib
import io
import json
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import calls
import names

TEXT = """def outer(function):
    return [function(each) for each in map(inner, [1])]


def inner(value):
    return value


assert outer(lambda value: -value) == [-1]
"""
CALLS = {"main": ["main.outer"], "main.<lambda1>": [], "main.inner": [],
         "main.outer": ["main.<lambda1>", "main.inner"]}
LIBRARY = {"main.outer": ["builtins.map"]}
RIGHT = {"main": ["main.outer"], "main.<lambda1>": [], "main.inner": [],
         "main.outer": ["builtins.map", "builtins.print", "main.<lambda1>", "main.inner"]}


class CallsTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.top = pathlib.Path(temporary.name).resolve()
        self.program = self.top / "programs" / "01_program"
        self.program.mkdir(parents=True)
        self.write(TEXT)
        self.label(CALLS, LIBRARY)

    def write(self, text, name="main.py"):
        (self.program / name).write_text(text, encoding="utf-8")

    def label(self, labelled, library):
        text = json.dumps({"calls": labelled, "library": library})
        (self.program / "expected.json").write_text(text, encoding="utf-8")


class LabelsTest(CallsTest):
    def untrue(self, labelled, library):
        self.label(labelled, library)
        return calls.untrue(self.program, 60)

    def names(self, text):
        self.write(text)
        return names.functions(self.program)

    def test_true_labels_hold(self):
        self.assertEqual(self.untrue(CALLS, LIBRARY), [])

    def test_a_label_that_is_missing(self):
        self.assertEqual(self.untrue({**CALLS, "main.outer": ["main.inner"]}, LIBRARY),
                         ["main.outer called main.<lambda1>, which is not labelled"])
        without = {caller: callees for caller, callees in CALLS.items() if caller != "main.inner"}
        self.assertEqual(self.untrue(without, LIBRARY), ["main.inner has no label"])

    def test_a_label_too_many(self):
        self.assertEqual(self.untrue({**CALLS, "main": ["main.inner", "main.outer"]}, LIBRARY),
                         ["main did not call main.inner"])
        self.assertEqual(self.untrue({**CALLS, "main.more": []}, LIBRARY),
                         ["main.more is labelled and is no function of the program"])
        self.assertEqual(self.untrue(CALLS, {"main.outer": ["builtins.filter", "builtins.len"]}),
                         ["main.outer did not call builtins.filter of the library",
                          "main.outer did not call builtins.len of the library"])

    def test_a_call_that_does_not_run(self):
        self.write(TEXT + "if False:\n    inner(1)\n")
        self.assertEqual(self.untrue(CALLS, LIBRARY), ["main.py:11: a call that did not run"])

    def test_a_program_that_fails(self):
        self.write(TEXT + "assert not outer\n")
        self.assertEqual(self.untrue(CALLS, LIBRARY), ["exit status 1: AssertionError"])

    def test_lambdas_are_numbered_in_source_order(self):
        # Names, for some Pythons do not say in which column a constant is returned.
        text = "a = lambda: lambda: k; b = [lambda: k for _ in (1,)]\ndef f(x=lambda: k):\n    return lambda: k\n"
        self.assertEqual(self.names(text), {"main", "main.<lambda1>", "main.<lambda1>.<lambda1>", "main.<lambda2>",
                                            "main.<lambda3>", "main.f", "main.f.<lambda1>"})

    def test_names_defined_again_are_numbered(self):
        text = "class C:\n    def f(self): ...\n    def f(self): ...\nclass C:\n    def f(self): ...\n"
        self.assertEqual(self.names(text), {"main", "main.C", "main.C.f", "main.C.f#2", "main.C#2", "main.C#2.f"})

    def test_modules_have_names_from_their_root(self):
        for path, module in (("main.py", "main"), ("a/b.py", "a.b"), ("a/__init__.py", "a"), ("src/a/b.py", "a.b")):
            self.assertEqual(names.module_of(self.program / path, self.program), module)


class CheckTest(CallsTest):
    def check(self, *options, says=None, script=None):
        """(exit status, what was printed) of a check of a doppelint that says this, or is this shell script."""
        fake = self.top / "doppelint"
        answer = json.dumps(says)
        fake.write_text("#!/bin/sh\n" + (script or f"cat <<'EOF'\n{answer}\nEOF\n"), encoding="utf-8")
        fake.chmod(0o755)
        printed = io.StringIO()
        arguments = ["calls.py", "check", "--doppelint", str(fake), "--seconds", "2", *options]
        with (mock.patch.object(calls, "HERE", self.top), mock.patch.object(sys, "argv", arguments),
              contextlib.redirect_stdout(printed)):
            return calls.main(), printed.getvalue()

    def assert_fails(self, sentence, **how):
        status, said = self.check("--gate", **how)
        self.assertEqual(status, 1)
        self.assertIn("01_program: " + sentence, said)
        self.assertEqual(self.check(**how)[0], 0)

    def test_the_right_answer_passes(self):
        status, said = self.check("--gate", says=RIGHT)
        self.assertEqual(status, 0)
        self.assertIn("programs right 1 of 1", said)

    def test_missed_calls_fail(self):
        self.assert_fails("missed main -> main.outer", says={**RIGHT, "main": []})
        self.assert_fails("missed main.outer -> builtins.map of the library", says={**RIGHT, "main.outer": []})

    def test_missed_functions_fail(self):
        without = {caller: callees for caller, callees in RIGHT.items() if caller != "main.inner"}
        self.assert_fails("missed function main.inner", says=without)

    def test_extra_calls_fail(self):
        self.assert_fails("extra main.inner -> main.outer", says={**RIGHT, "main.inner": ["main.outer"]})
        self.assert_fails("extra function main.more", says={**RIGHT, "main.more": []})

    def test_few_extra_calls_pass(self):
        one = calls.score(calls.Labels({"main"}, set(), set()), {"main": ["main"]})
        self.assertTrue(calls.passes([one], 50))
        self.assertFalse(calls.passes([one], 49))

    def test_library_calls_may_be_extra(self):
        self.assertEqual(self.check("--gate", says={**RIGHT, "main": ["main.outer", "builtins.list"]})[0], 0)

    def test_a_doppelint_that_cannot_work_fails(self):
        self.assert_fails("exit status 2: no", script="echo no >&2; exit 2")
        self.assert_fails("its JSON", script="echo '{'")
        self.assert_fails("its JSON", says=["main"])
        self.assert_fails("not done", script="exec sleep 60")

    def test_doppelint_sees_the_program_without_its_labels(self):
        script = 'for path in "$@"; do :; done\nls "$path" | grep -q expected && exit 3\necho "$*" >&2; exit 4\n'
        self.assertRegex(self.check(script=script)[1], "exit status 4: inspect calls .*/01_program\n")


if __name__ == "__main__":
    unittest.main()
