"""The manual says of each command and option what the program says, and nothing else; the tools of manuals can read it."""

import os
import pathlib
import shutil
import subprocess
import sys
import unittest

DOPPELINT = os.environ["DOPPELINT"]
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MANUAL = ROOT / "docs/doppelint.1"


class Manual(unittest.TestCase):
    def test_it_says_what_the_program_says(self):
        done = subprocess.run([sys.executable, ROOT / "packaging/manual.py", DOPPELINT], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, f"{done.stdout}{done.stderr}\npackaging/manual.py PROGRAM --write mends this")

    def test_other_parts_name_only_options_that_there_are(self):
        text = MANUAL.read_text(encoding="utf-8")
        listed = {word for line in text.splitlines() if line.startswith(".It Fl") for word in line.replace(" , ", " ").split() if word[0] == "-"}
        named = {word for line in text.splitlines() if line.startswith((".Fl -", ".Dl")) for word in line.split() if word.startswith("-")}
        self.assertLessEqual({word if word.startswith("--") else "-" + word for word in named} - {"--"}, {"-" + word for word in listed})

    def test_man_shows_it(self):
        if not shutil.which("man"):
            self.skipTest("man is not installed")
        done = subprocess.run(["man", "--warnings", "-l", MANUAL], capture_output=True, text=True, timeout=60,
                              env=os.environ | {"MANWIDTH": "80", "LC_ALL": "C.UTF-8", "MANPAGER": "cat"})
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("--output-file", done.stdout)

    def test_mandoc_finds_nothing_wrong(self):
        if not shutil.which("mandoc"):
            self.skipTest("mandoc is not installed")
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", MANUAL], capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stdout)


if __name__ == "__main__":
    unittest.main()
