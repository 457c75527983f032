#!/usr/bin/env python3
"""The generator's programs are the same for the same seed, run to their end, and share objects in many ways."""

import ast
import collections
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import generate  # noqa: E402
import running  # noqa: E402

COUNT = 200
EXPECTED = """Assign AugAssign Delete For While If Try With FunctionDef ClassDef Return Yield Lambda ListComp DictComp SetComp
GeneratorExp Starred NamedExpr IfExp BoolOp Compare Subscript Slice Call Nonlocal Break Continue Raise""".split()


class GenerateTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.programs = [generate.program(seed) for seed in range(COUNT)]

    def test_a_seed_is_a_program(self):
        command = [sys.executable, "-c", "import generate; print(generate.program(7), end='')"]
        where = os.path.dirname(os.path.abspath(__file__))
        for seed in ("1", "2"):
            environment = dict(os.environ, PYTHONHASHSEED=seed)
            done = subprocess.run(command, cwd=where, env=environment, stdout=subprocess.PIPE, check=True)
            self.assertEqual(done.stdout.decode(), self.programs[7])
        self.assertEqual(len(set(self.programs)), COUNT)

    def test_nine_in_ten_run_to_their_end(self):
        endings = collections.Counter(running.run(text, "p.py").ending for text in self.programs)
        self.assertGreaterEqual(endings["clean"], 0.9 * COUNT, endings)

    def test_constructs(self):
        met = collections.Counter(type(node).__name__ for text in self.programs for node in ast.walk(ast.parse(text)))
        expected = EXPECTED + (["Match"] if sys.version_info >= (3, 10) else [])
        self.assertEqual([it for it in expected if met[it] < 5], [])


if __name__ == "__main__":
    unittest.main()
