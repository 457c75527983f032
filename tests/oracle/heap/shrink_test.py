#!/usr/bin/env python3
"""The shrinker gives back the smallest program that still does what it is asked for."""

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import generate  # noqa: E402
import shrink  # noqa: E402


def containing(*words):
    return lambda texts: [all(word in text for word in words) for text in texts]


class ShrinkTest(unittest.TestCase):
    def test_whole_statements_go_first(self):
        text = "a = 1\nb = 2\ndef f(x):\n    y = x\n    return y\nc = 3\n"
        self.assertEqual(shrink.shrink(text, containing("b =")).strip(), "b = 2")

    def test_a_block_is_never_left_empty(self):
        text = "if a:\n    b = 2\n    c = 3\nelse:\n    d = 4\n"
        self.assertEqual(shrink.shrink(text, containing("if a", "else")), "if a:\n    pass\nelse:\n    pass\n")

    def test_what_is_inside_a_block_comes_out(self):
        text = "for x in xs:\n    if x:\n        with a as b:\n            found(x)\n"
        self.assertEqual(shrink.shrink(text, containing("found(x)")).strip(), "found(x)")

    def test_expressions_become_their_parts(self):
        text = "x = list(map(abs, sorted([found, 2, f(3)])))\n"
        self.assertEqual(shrink.shrink(text, containing("found")).strip(), "x = found")

    def test_decorators_and_letters_beyond_ascii(self):
        text = "@first\n@second\ndef f():\n    'ä'; ü = g(found)\n    return 1\n"
        self.assertIn("found", shrink.shrink(text, containing("found")))
        self.assertLess(len(shrink.shrink(text, containing("found"))), 40)

    def test_imports_calls_and_definitions_lose_parts(self):
        text = "from m import a, c\n@a\ndef f():\n    pass\nfound(1, c, k=2)\n"
        self.assertEqual(shrink.shrink(text, containing("from m import", "def f", "found(")).strip().split("\n"), ["from m import c", "def f():", "    pass", "found()"])

    def test_a_program_of_several_files_loses_some(self):
        texts = {"main.py": "import one, two\nfound = 1\nb = 2\n", "one.py": "x = 1\n", "two.py": "kept = 1\nx = 2\n"}

        def hold(programs):
            return ["found" in it["main.py"] and "kept" in it.get("two.py", "") for it in programs]

        self.assertEqual(shrink.shrink_folder(texts, hold, "main.py"), {"main.py": "found = 1\n", "two.py": "kept = 1\n"})

    def test_generated_programs(self):
        for seed in range(3):
            text = generate.program(seed)
            small = shrink.shrink(text, containing("print(repr("))
            self.assertLess(len(small.strip().split("\n")), 3, small)


if __name__ == "__main__":
    unittest.main()
