#!/usr/bin/env python3
"""The whole tool, with a doppelint that answers from watching the programs, rightly or with a fault."""

import os
import stat
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SCRIPT = os.path.join(os.path.dirname(HERE), "heap.py")


class HeapTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.doppelint = os.path.join(cls.folder.name, "doppelint")
        with open(cls.doppelint, "w") as file:
            file.write('#!/bin/sh\nexec "%s" "%s" "$@"\n' % (sys.executable, os.path.join(HERE, "fake_doppelint.py")))
        os.chmod(cls.doppelint, stat.S_IRWXU)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def run_tool(self, *arguments):
        command = [sys.executable, SCRIPT, "--doppelint", self.doppelint, "--jobs", "1"] + list(arguments)
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return done.returncode, done.stdout.decode()

    def test_who_is_right_is_not_blamed(self):
        status, said = self.run_tool("--programs", "8", "--tightness")
        self.assertEqual(status, 0, said)
        self.assertEqual(said.count("errors: none"), 2, said)
        self.assertIn("100.00 % known", said)

    def test_spec_programs(self):
        status, said = self.run_tool("--spec", "104", "302", "--policy", "sound")
        self.assertIn("programs: clean", said)
        self.assertNotIn("never:", said)

    def test_a_fault_is_found_and_made_small(self):
        program = os.path.join(self.folder.name, "program.py")
        with open(program, "w") as file:
            file.write("import copy\ndef f(x):\n    y = list(x)\n    return y\na = [1]\nfor n in f(a):\n    b = [a]\nc = a\n")
        status, said = self.run_tool(program, "--policy", "sound", "--fault", "never-must", "--shrink")
        self.assertEqual(status, 1, said)
        smallest = said.split("-- the smallest program", 1)[1].split("FAILS")[0].strip().split("\n")[1:]
        self.assertLessEqual(len(smallest), 2, said)

    def test_faults_are_counted(self):
        import fake_doppelint
        import faults

        names = ["never-must", "no-changes", "other-numbers"]

        def questions_of(fault):
            return [faults.campaign.Question(self.doppelint, "sound", fault=fault, jobs=1)]

        found = dict(faults.caught(questions_of, faults.generated(4), names))
        self.assertTrue(all(found.values()), found)
        self.assertEqual(faults.names_of(self.doppelint), list(fake_doppelint.FAULTS))


if __name__ == "__main__":
    sys.path.insert(0, HERE)
    unittest.main()
