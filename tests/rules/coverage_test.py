#!/usr/bin/env python3
"""Each message, step and fix that a page of a rule lists comes up in one of the page's own examples.

A heading begins an example; its ```python blocks are its files, `example.py` where no name stands behind. So does a
block whose name is there already.
"""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "rules").glob("*/*.md"))
DOPPELINT = os.environ["DOPPELINT"]

LISTED = re.compile(r"^- \*\*(message|step|fix)\.(\w+)\*\*: (.*(?:\n  .*)*)", re.MULTILINE)
HEADING = re.compile(r"^##+ ", re.MULTILINE)
FILE = re.compile(r"^```python ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PLACEHOLDER = re.compile(r"\{\w+\}")


def examples_of(page):
    """For each example its files, a dict of name and text."""
    for section in HEADING.split(page):
        files = {}
        for name, text in FILE.findall(section):
            if (name or "example.py") in files:
                yield files
                files = {}
            files[name or "example.py"] = text
        if files:
            yield files


def findings_in(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        command = [DOPPELINT, "check", "--isolated", "--no-cache", "--min-confidence", "possible",
                   "--output-format", "json", folder]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)


def said_in(page):
    """(sort, text) of all that is said of the page's examples."""
    said = set()
    for files in examples_of(page):
        for finding in findings_in(files):
            said.add(("message", finding["message"]))
            said.update(("step", step["message"]) for step in finding.get("steps", []))
            if finding.get("fix"):
                said.add(("fix", finding["fix"]["message"]))
    return said


def pattern_of(words):
    """What matches the listed words with anything in place of `{names}`."""
    return re.compile(".*".join(map(re.escape, PLACEHOLDER.split(" ".join(words.split())))), re.DOTALL)


class Coverage(unittest.TestCase):
    def test_what_pages_list_is_said(self):
        for path in PAGES:
            page = path.read_text(encoding="utf-8")
            said = said_in(page)
            for sort, name, words in LISTED.findall(page):
                with self.subTest(page=str(path.relative_to(ROOT)), what=f"{sort}.{name}"):
                    pattern = pattern_of(words)
                    self.assertTrue(any(one == sort and pattern.fullmatch(text) for one, text in said),
                                    "no example of the page brings this up")

    def test_pages_are_there(self):
        self.assertGreaterEqual(len(PAGES), 40)

    def test_a_message_that_nothing_says_is_noticed(self):
        self.assertIsNone(pattern_of("`{a}` changes `{b}`").fullmatch("`x` is changed"))
        self.assertIsNotNone(pattern_of("`{a}` changes\n  `{b}`").fullmatch("`f(x)` changes `y`"))


if __name__ == "__main__":
    unittest.main()
