#!/usr/bin/env python3
"""corpus.py notices a doppelint that crashes, hangs or loses files."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

CORPUS = pathlib.Path(__file__).resolve().parent / "corpus.py"


class CorpusTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.top = pathlib.Path(temporary.name).resolve()
        self.project = self.top / "project"
        self.project.mkdir()
        (self.project / "good.py").write_text("x = 1\n", encoding="utf-8")
        (self.project / "bad.py").write_text("y = 2\n", encoding="utf-8")
        (self.project / "undecodable.py").write_bytes(b'z = "\xff"\n')

    def run_with(self, script):
        """Runs corpus.py with a doppelint that is this shell script; its last argument is $target."""
        fake = self.top / "doppelint"
        fake.write_text(f'#!/bin/sh\nfor target in "$@"; do :; done\n{script}\n', encoding="utf-8")
        fake.chmod(0o755)
        command = [sys.executable, CORPUS, "--doppelint", fake, "--seconds", "1", "--file-seconds", "1", self.project]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    def test_a_run_with_or_without_findings_is_good(self):
        self.assertEqual(self.run_with("echo '[]'")[0], 0)
        self.assertEqual(self.run_with("echo '[{}]'; exit 1")[0], 0)

    def test_a_crash_is_traced_to_its_file(self):
        status, said = self.run_with('case $target in *good.py|*undecodable.py) echo "[]";; *) kill -SEGV $$;; esac')
        self.assertEqual(status, 1)
        self.assertIn("bad.py: SIGSEGV", said)
        self.assertNotIn("good.py: SIGSEGV", said)

    def test_a_hang_fails(self):
        status, said = self.run_with("exec sleep 60")
        self.assertEqual(status, 1)
        self.assertIn("not done after 1 s", said)

    def test_an_odd_status_and_odd_output_fail(self):
        self.assertEqual(self.run_with("exit 3")[0], 1)
        self.assertEqual(self.run_with("echo '[{'")[0], 1)

    def test_only_a_file_that_python_can_read_is_lost(self):
        status, said = self.run_with('echo "[]"; echo "warning: $target/undecodable.py: cannot decode" >&2')
        self.assertEqual(status, 0, said)
        status, said = self.run_with('echo "[]"; echo "warning: $target/bad.py: cannot read" >&2')
        self.assertEqual(status, 1)
        self.assertIn("bad.py: lost", said)


if __name__ == "__main__":
    unittest.main()
