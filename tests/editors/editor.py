"""What tests of editors share: a project to edit, and what a session in an editor saw of it."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

DOPPELINT = os.environ["DOPPELINT"]
SCRIPTS = pathlib.Path(__file__).resolve().parent

BEFORE = """\
def collect(item, seen=[]):
    seen.append(item)
    return seen


def is_missing(error):
    return error.number is 1062
"""
AFTER_ONE_FIX = BEFORE.replace(" is 1062", " == 1062")
AFTER_ALL_FIXES = """\
def collect(item, seen=None):
    if seen is None:
        seen = []
    seen.append(item)
    return seen


def is_missing(error):
    return error.number == 1062


def is_full(box):
    return box.size == 4096
"""


class EditorSession(unittest.TestCase):
    """One session, played by a script in the editor; each test looks at a part of what was seen."""
    command = ()

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        cls.addClassCleanup(folder.cleanup)
        base = pathlib.Path(folder.name).resolve()
        for name in ("home", "project"):
            (base / name).mkdir()
        (base / "project/app.py").write_text(BEFORE)
        home = str(base / "home")
        # A home of its own, so that nobody's settings matter, and no terminal.
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "NVIM", "VIM", "EMACS"))}
        environment |= {"HOME": home, "TERM": "dumb", "SEEN": str(base / "seen.json"), "DOPPELINT": DOPPELINT}
        done = subprocess.run([str(it) for it in cls.command], cwd=base / "project", env=environment, capture_output=True,
                              text=True, timeout=300, stdin=subprocess.DEVNULL)
        if not (base / "seen.json").exists():
            raise AssertionError(f"the editor ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
        cls.seen = json.loads((base / "seen.json").read_text())
        if "problem" in cls.seen:
            raise AssertionError(f"{cls.seen['problem']}\n{cls.seen.get('log', '')}\n{done.stderr}")
