#!/usr/bin/env python3
"""The programs of fixtures/seeds, and those of docs/python-memory-model.md: what Python does and doppelint says.

A fixture runs to its end, or ends with the exception that its second line names: `# raises: TypeError`. What
doppelint finds stands in labels at the end of lines:

    # expect: DPL301             a finding at default confidence; `DPL503 | DPL501` where either is right
    # expect: DPL305 possible    one that comes only with --min-confidence possible
    # todo-expect: DPL306        there should be one, and is none yet
    # todo-silent: DPL501        there is one, and should be none

In the page, a ```text block holds what the ```python block above it prints, and a ```console block what the command
in its first line prints for that block in a file example.py (with nothing found, what it says on standard error).
"""
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = sorted((ROOT / "fixtures" / "seeds").glob("*.py"))
PAGE = ROOT / "docs" / "python-memory-model.md"
IS_SHOWN_PYTHON = sys.version_info < (3, 15)  # with it come more small integers
DOPPELINT = os.environ["DOPPELINT"]

COMMENT = re.compile(r"#[ \t]*(?:(?:todo-)?(?:expect|silent)|raises):[^\n]*")
LABEL = re.compile(r"# (expect|todo-expect|todo-silent): (DPL\d{3}(?: \| DPL\d{3})*)( possible)?$")
RAISES = re.compile(r"# raises: (\w+)$")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!\w+:)([^)#]+)")
COMMAND = "$ doppelint check "


def read(path):
    return path.read_text(encoding="utf-8")


def blanked(text):
    """The text with labels turned into comments that say nothing; every line and column stays."""
    return COMMENT.sub(lambda label: "#" + "-" * (len(label[0]) - 1), text)


def run(program):
    command = [sys.executable, "-B", "-W", "ignore", program.name]
    return subprocess.run(command, cwd=program.parent, capture_output=True, text=True, timeout=60, check=False)


def check(folder, *arguments):
    command = [DOPPELINT, "check", "--isolated", "--no-cache", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode not in (0, 1):
        raise AssertionError(f"exit status {done.returncode}: {done.stderr}")
    return done


def findings(folder, confidence):
    """path -> [(line, code)]"""
    done = check(folder, "--output-format", "json", "--min-confidence", confidence, ".")
    found = collections.defaultdict(list)
    for one in json.loads(done.stdout or "[]"):
        found[pathlib.PurePath(one["path"]).name].append((one["start"]["line"], one["code"]))
    return found


def labels(path):
    """(line, kind, codes, whether only with --min-confidence possible)"""
    for number, line in enumerate(read(path).splitlines(), 1):
        label = LABEL.search(line)
        if label:
            yield number, label[1], label[2].split(" | "), bool(label[3])
        elif COMMENT.search(line) and not RAISES.match(line):
            raise AssertionError(f"{path.name}:{number}: no label is written like this: {line}")


def differences(path, found, confidence):
    rest = list(found)
    for line, kind, codes, is_possible in labels(path):
        seen = next((one for one in rest if one[0] == line and one[1] in codes), None)
        wanted = kind != "todo-expect" and (confidence == "possible" or not is_possible)
        if seen:
            rest.remove(seen)
        if bool(seen) != wanted:
            yield f"{path.name}:{line}: {kind} {' | '.join(codes)} does not hold at --min-confidence {confidence}"
    for line, code in rest:
        yield f"{path.name}:{line}: {code} is not expected at --min-confidence {confidence}"


class Fixtures(unittest.TestCase):
    def test_python_runs_them(self):
        self.assertTrue(FIXTURES)
        for path in FIXTURES:
            with self.subTest(path.name):
                raises = RAISES.match(read(path).splitlines()[1])
                done = run(path)
                self.assertEqual(done.returncode, 1 if raises else 0, done.stderr)
                if raises:
                    self.assertRegex(done.stderr.splitlines()[-1], rf"^{raises[1]}\b")

    def test_doppelint_agrees_with_the_labels(self):
        with tempfile.TemporaryDirectory() as folder:
            for path in FIXTURES:
                pathlib.Path(folder, path.name).write_text(blanked(read(path)), encoding="utf-8")
            for confidence in ("likely", "possible"):
                found = findings(folder, confidence)
                wrong = [it for path in FIXTURES for it in differences(path, found[path.name], confidence)]
                with self.subTest(confidence):
                    self.assertFalse(wrong, "\n" + "\n".join(wrong))


class Page(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.program = pathlib.Path(temporary.name, "example.py")

    def printed(self, language, shown):
        if language == "text":
            done = run(self.program)
            self.assertEqual(done.returncode, 0, done.stderr)
            return done.stdout
        command = shown.splitlines()[0]
        self.assertTrue(command.startswith(COMMAND), command)
        done = check(self.program.parent, *command.removeprefix(COMMAND).split())
        return f"{command}\n{done.stdout or done.stderr}"

    def test_programs_print_what_it_shows(self):
        text, is_shown = read(PAGE), True
        for block in BLOCK.finditer(text):
            language, content = block.groups()
            with self.subTest(f"{PAGE.name}:{text.count(chr(10), 0, block.start()) + 1}"):
                if language == "python":
                    self.assertTrue(is_shown, "the program above shows no output")
                    self.program.write_text(content, encoding="utf-8")
                else:
                    self.assertIn(language, ("text", "console"))
                    if language == "console" or IS_SHOWN_PYTHON:
                        self.assertEqual(self.printed(language, content), content)
                is_shown = language != "python"
        self.assertTrue(is_shown, "the last program shows no output")

    def test_its_links_lead_somewhere(self):
        for link in LINK.findall(BLOCK.sub("", read(PAGE))):
            self.assertTrue((PAGE.parent / link).exists(), link)


if __name__ == "__main__":
    unittest.main()
