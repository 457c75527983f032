"""Holds what `--output-format sarif` prints against the official JSON schema of SARIF 2.1.0.

The schema and a validator are npm packages that sarif_schema/package-lock.json pins; they are fetched once, into
build/.
"""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

DOPPELINT = os.environ["DOPPELINT"]
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PINS = ROOT / "tests/report/sarif_schema"


def packages():
    """The folder with the fetched packages."""
    lock = hashlib.sha256((PINS / "package-lock.json").read_bytes()).hexdigest()
    folder = ROOT / "build" / f"sarif-schema-{lock}"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(PINS / name, folder)
        done = subprocess.run(["npm", "ci"], cwd=folder, capture_output=True, text=True, timeout=600)
        if done.returncode != 0:
            raise RuntimeError(f"npm could not fetch the pinned schema of SARIF:\n{done.stderr}")
        (folder / "complete").touch()
    return folder / "node_modules"


@unittest.skipUnless(shutil.which("npm") and shutil.which("node"), "npm is not there to fetch the schema of SARIF")
class Sarif(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def log(self, *arguments):
        done = subprocess.run([DOPPELINT, "check", "--output-format", "sarif", *map(str, arguments)],
                              cwd=self.root, capture_output=True, timeout=600)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return done.stdout

    def complaints(self, *logs):
        paths = []
        for number, log in enumerate(logs):
            paths.append(self.root / f"log{number}.json")
            paths[-1].write_bytes(log if isinstance(log, bytes) else json.dumps(log).encode())
        environment = os.environ | {"NODE_PATH": str(packages())}
        done = subprocess.run(["node", PINS / "validate.js", *paths], env=environment, capture_output=True, text=True,
                              timeout=300)
        return done.stderr

    def test_logs_fit_the_schema(self):
        (self.root / "nothing").mkdir()
        (self.root / "odd & ö, 50%").mkdir()
        (self.root / "odd & ö, 50%/a b.py").write_text("def f(x):\n    return x is 1062\n")
        (self.root / "odd & ö, 50%/unreadable.py").write_bytes(b"\xff")
        (self.root / "n.ipynb").write_text(json.dumps({
            "nbformat": 4, "nbformat_minor": 5, "metadata": {},
            "cells": [{"cell_type": "code", "metadata": {}, "outputs": [],
                       "source": "def f(x, seen=[]):\n    seen.append(x)\n    return seen\n"}]}))
        rules = ROOT / "fixtures/tour"
        logs = [self.log("nothing"), self.log("."), self.log(rules, "--min-confidence", "possible")]
        self.assertEqual(self.complaints(*logs), "")
        found = [result for log in map(json.loads, logs) for result in log["runs"][0]["results"]]
        for part in ("codeFlows", "relatedLocations", "fixes", "partialFingerprints"):
            self.assertTrue(any(part in result for result in found), part)

    def test_validator_can_complain(self):
        log = json.loads(self.log("."))
        log["runs"][0]["columnKind"] = "bytes"
        del log["runs"][0]["tool"]
        complaints = self.complaints(log)
        self.assertIn("columnKind", complaints)
        self.assertIn("tool", complaints)

    def test_rules_are_those_that_results_name(self):
        run = json.loads(self.log(ROOT / "fixtures/tour"))["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        self.assertTrue(run["results"])
        for result in run["results"]:
            self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
        for rule in rules:
            self.assertTrue(rule["help"]["markdown"].startswith("# "), rule["id"])
            self.assertTrue(rule["fullDescription"]["text"], rule["id"])


if __name__ == "__main__":
    unittest.main()
