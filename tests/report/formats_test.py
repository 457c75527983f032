"""Reads what the formats for tools hold with parsers of others, for files with the oddest names and contents."""

import html.parser
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import urllib.parse
import xml.etree.ElementTree

DOPPELINT = os.environ["DOPPELINT"]
BUG = "def f(x, seen=[]):\n    seen.append(x)\n    return seen\n"
NAMES = ["a.py", "sub/a b.py", "50%.py", "a,b:c.py", "é & <b> \"q\" 'r'.py", "tab\tline\nend.py", "esc\x1b[31m.py",
         "日本.py", "#1?.py", "-.py"]


class Balance(html.parser.HTMLParser):
    """Fails where elements do not end in the order in which they began."""
    ALONE = ("meta", "input")

    def __init__(self):
        super().__init__()
        self.open = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        if tag not in self.ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open)
        self.open.pop()

    def handle_data(self, data):
        self.text += data


class Formats(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()
        for name in NAMES:
            self.write(name, BUG)
        self.write("strings.py", "def g(x):\n    return x is '<&\">\x1b]]>\u202e'  # 日本\n")
        cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": BUG}
        self.write("n.ipynb", json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell, cell]}))

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def told(self, output_format, *paths):
        done = subprocess.run([DOPPELINT, "check", "-q", "--output-format", output_format, *paths], cwd=self.root,
                              capture_output=True, timeout=120)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return done.stdout.decode("utf-8")

    def findings(self):
        findings = json.loads(self.told("json"))
        self.assertEqual({it["path"] for it in findings}, {*NAMES, "strings.py", "n.ipynb"})
        return findings

    def test_json_lines_are_the_objects_of_json(self):
        lines = self.told("jsonl").splitlines()
        self.assertEqual([json.loads(line) for line in lines], self.findings())

    def test_sarif_paths_lead_to_the_files(self):
        results = json.loads(self.told("sarif"))["runs"][0]["results"]
        uris = [it["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for it in results]
        for uri in uris:
            parts = urllib.parse.urlsplit(uri)
            self.assertEqual((parts.scheme, parts.netloc, parts.query, parts.fragment), ("", "", "", ""), uri)
        self.assertEqual([urllib.parse.unquote(uri) for uri in uris], [it["path"] for it in self.findings()])

    def test_gitlab_fingerprints_are_unique(self):
        findings = json.loads(self.told("gitlab"))
        self.assertEqual([it["location"]["path"] for it in findings], [it["path"] for it in self.findings()])
        self.assertEqual(len({it["fingerprint"] for it in findings}), len(findings))
        for it in findings:
            self.assertIn(it["severity"], ("info", "minor", "major", "critical", "blocker"))

    def test_junit_is_xml(self):
        root = xml.etree.ElementTree.fromstring(self.told("junit"))
        self.assertEqual(int(root.get("failures")), len(self.findings()))
        cases = root.findall("testsuite/testcase")
        self.assertEqual(len(cases), len(self.findings()))
        self.assertEqual(len({(it.get("classname"), it.get("name")) for it in cases}), len(cases))
        self.assertIn("é & <b> \"q\" 'r'.py", {it.get("file") for it in cases})
        nothing = xml.etree.ElementTree.fromstring(self.told("junit", "--exclude", "*"))
        self.assertEqual((nothing.get("tests"), nothing.get("failures")), ("1", "0"))

    def test_github_commands_give_the_paths_back(self):
        found = []
        for line in self.told("github").splitlines():
            command = re.fullmatch(r"::(error|warning|notice) file=([^,]*)((?:,\w+=[^,:]*)*)::(.*)", line)
            self.assertTrue(command, line)
            found.append(re.sub(r"%(25|0D|0A|3A|2C)", lambda it: chr(int(it[1], 16)), command[2]))
        self.assertEqual(found, [it["path"] for it in self.findings()])

    def test_html_is_well_formed(self):
        page = Balance()
        page.feed(self.told("html"))
        page.close()
        self.assertEqual(page.open, [])
        self.assertIn("<&\">␛]]><U+202E>", page.text)
        self.assertIn("é & <b> \"q\" 'r'.py", page.text)

    def test_text_cannot_command_a_terminal(self):
        for output_format in ("full", "concise"):
            text = self.told(output_format)
            self.assertNotRegex(text, "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


if __name__ == "__main__":
    unittest.main()
