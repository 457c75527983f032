#!/usr/bin/env python3
"""Whole programs: a seed is a program, nearly all run to their end, and everything that they are for is in them."""

import ast
import collections
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import campaign  # noqa: E402
import running  # noqa: E402
import sources  # noqa: E402
import whole  # noqa: E402
from instrument_test import watched  # noqa: E402

COUNT = 150
NODES = """FunctionDef ClassDef Lambda Import ImportFrom Global Nonlocal Yield YieldFrom With Starred keyword Call Try For
While ListComp Return""".split()
WORDS = ["from .", "import *", "from . import", "super()", "@property", ".setter", "@classmethod", "@staticmethod", "@functools.wraps",
         "@functools.lru_cache", "contextmanager", "@dataclasses.dataclass", "namedtuple", "functools.partial", "functools.reduce",
         "sorted(", "map(", "filter(", "nonlocal", "global ", "__getitem__", "__iadd__", "__call__", "__enter__", "__iter__", "*args, **named",
         "=[]", "copy.deepcopy("]


class WholeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.programs = [whole.program(seed) for seed in range(COUNT)]

    def test_a_seed_is_a_program(self):
        command = [sys.executable, "-c", "import whole; print(sorted(whole.program(7).items()))"]
        for seed in ("1", "2"):
            done = subprocess.run(command, cwd=HERE, env=dict(os.environ, PYTHONHASHSEED=seed), stdout=subprocess.PIPE, check=True)
            self.assertEqual(done.stdout.decode().strip(), str(sorted(self.programs[7].items())))
        self.assertGreater(len({it["main.py"] for it in self.programs}), COUNT - 5)

    def test_constructs(self):
        texts = [text for program in self.programs for text in program.values()]
        met = collections.Counter(type(node).__name__ for text in texts for node in ast.walk(ast.parse(text)))
        self.assertEqual([it for it in NODES if met[it] < 5], [])
        together = "\n".join(texts)
        self.assertEqual([it for it in WORDS if it not in together], [])

    def test_most_run_to_their_end_and_do_the_same_when_watched(self):
        endings = collections.Counter()
        with tempfile.TemporaryDirectory() as folder:
            for number, texts in enumerate(self.programs[:20]):
                source = campaign.written(sources.of_texts("w%d" % number, texts), os.path.realpath(folder))
                plain = running.run(texts["main.py"], source.entry, None, source.folder)
                endings[plain.ending] += 1
                _, probed = watched(texts["main.py"], source.entry, source.folder)
                if plain.ending == "clean":
                    self.assertEqual((probed.ending, probed.printed), (plain.ending, plain.printed), number)
        self.assertGreaterEqual(endings["clean"], 18, endings)


class FoldersTest(unittest.TestCase):
    def test_a_folder_is_a_program(self):
        with tempfile.TemporaryDirectory() as folder:
            inner = os.path.join(os.path.realpath(folder), "pack")
            texts = {"__init__.py": "", "__main__.py": "from .other import rows\nrows.append(1)\n", "other.py": "rows = []\n"}
            for name, text in texts.items():
                os.makedirs(inner, exist_ok=True)
                with open(os.path.join(inner, name), "w") as file:
                    file.write(text)
            source = sources.at(inner)
            self.assertEqual((source.entry, source.folder), (os.path.join(inner, "__main__.py"), os.path.dirname(inner)))
            events, outcome = watched(texts["__main__.py"], source.entry, source.folder)
            self.assertEqual((outcome.ending, len(events.done_at)), ("clean", 3), outcome.detail)

    def test_drivers_run_what_they_name(self):
        for source in sources.drivers(["bisect", "html_parser", "tokenize"]):
            modules = {it: sys.modules.get(it) for it in source.library}
            outcome = running.run(sources.text_of(source.entry), source.entry, None, source.folder, 20, source.files,
                                  source.library, source.without)
            self.assertEqual(outcome.ending, "clean", outcome.detail)
            self.assertEqual(modules, {it: sys.modules.get(it) for it in source.library})


if __name__ == "__main__":
    unittest.main()
