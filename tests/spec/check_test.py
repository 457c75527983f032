#!/usr/bin/env python3
"""check.py compares what it should, and doppelint sees no label."""
import ast
import pathlib
import tempfile
import unittest

import check


class CheckTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.top = pathlib.Path(temporary.name).resolve()

    def program(self, text):
        path = self.top / "01_program.py"
        path.write_text(text, encoding="utf-8")
        return path

    def score(self, text, *findings):
        """(found, lines missed, lines of false alarms)."""
        path = self.program(text)
        one = check.score(path, {path: [(line, code, "") for line, code in findings]})
        return one.found, [line for _, line, _ in one.missed], [line for _, line, *_ in one.false_alarms]

    def test_labels_are_blanked_in_place(self):
        text = "# what: why\na = []  # expect: DPL101\nb = 1  # silent: wörds\nc = 2  # or: DPL101\nd = 3  # my: note\n"
        blanked = check.blanked(text)
        self.assertEqual([len(line) for line in blanked.split("\n")], [len(line) for line in text.split("\n")])
        self.assertEqual(blanked.split("\n")[2], "b = 1  #" + "-" * len(" silent: wörds"))
        self.assertTrue(blanked.endswith("d = 3  # my: note\n"))
        for word in ("what", "expect", "silent", "or:", "DPL"):
            self.assertNotIn(word, blanked)

    def test_every_program_keeps_its_code(self):
        for program in check.programs([]):
            for source in check.sources(program):
                text = source.read_text(encoding="utf-8")
                blanked = check.blanked(text)
                self.assertIsNone(check.LABEL.search(blanked))
                self.assertEqual(ast.dump(ast.parse(blanked)), ast.dump(ast.parse(text)))

    def test_found_missed_and_false(self):
        text = "a = []  # expect: DPL101\nb = 1\n"
        self.assertEqual(self.score(text, (1, "DPL101")), (1, [], []))
        self.assertEqual(self.score(text), (0, [1], []))
        self.assertEqual(self.score(text, (1, "DPL102")), (0, [1], [1]))
        self.assertEqual(self.score(text, (1, "DPL101"), (2, "DPL101")), (1, [], [2]))

    def test_either_code_of_a_label_will_do(self):
        text = "a = []  # expect: DPL101 | DPL201\n"
        self.assertEqual(self.score(text, (1, "DPL201")), (1, [], []))

    def test_an_or_line_stands_for_the_nearest_label(self):
        text = "a = []  # or: DPL101\nb\nc  # expect: DPL101\nd\ne\ne\ne  # expect: DPL101\n"
        self.assertEqual(self.score(text, (1, "DPL101")), (1, [7], []))
        self.assertEqual(self.score(text, (3, "DPL101"), (1, "DPL101")), (2, [], []))

    def test_a_tool_that_cannot_work_is_reported(self):
        program = self.program("a = []\n")
        for script, expected in (("exit 2", "exit status 2"), ("kill -ABRT $$", "SIGABRT"),
                                 ("exec sleep 60", "not done"), ("echo '[{'", "JSON"), ("echo '[{}]'", "JSON")):
            fake = self.top / "doppelint"
            fake.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            fake.chmod(0o755)
            outcome = check.findings(str(fake), program, 1)
            self.assertIn(expected, outcome.error)

    def test_findings_are_mapped_back(self):
        program = self.program("a = []  # expect: DPL101\n")
        fake = self.top / "doppelint"
        fake.write_text('#!/bin/sh\nfor path in "$@"; do :; done\ncat <<EOF\n'
                        '[{"path": "$path", "start": {"line": 1}, "code": "DPL101", "message": "m"}]\nEOF\nexit 1\n',
                        encoding="utf-8")
        fake.chmod(0o755)
        self.assertEqual(check.findings(str(fake), program, 10), check.Outcome({program: [(1, "DPL101", "m")]}, ""))


if __name__ == "__main__":
    unittest.main()
