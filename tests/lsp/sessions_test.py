"""Plays the scripted sessions of tests/lsp/sessions with the language server. README.md explains how they are written."""

import os
import pathlib
import tempfile
import unittest

import session

DOPPELINT = os.environ["DOPPELINT"]
FOLDER = pathlib.Path(__file__).with_name("sessions")


class Sessions(unittest.TestCase):
    maxDiff = None


def play(path):
    def test(self):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            try:
                session.Session(DOPPELINT, path.read_text(encoding="utf-8"), folder).play()
            except session.Failure as failure:
                self.fail(f"{path.name}, {failure}")
    return test


for one in sorted(FOLDER.glob("*.session")):
    setattr(Sessions, f"test_{one.stem}", play(one))


if __name__ == "__main__":
    unittest.main()
