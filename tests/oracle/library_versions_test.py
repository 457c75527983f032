#!/usr/bin/env python3
"""Which rows about libraries models.py looks at: none unless asked, and then those of what is installed."""

import importlib.metadata
import sys
import unittest
import unittest.mock

import model_coverage
import models


def row(name, **more):
    return dict(name=name, parameters="", result="None", file="test", **more)


def complaints(*rows):
    tables = {"function": list(rows), "class": [], "constant": []}
    return [it[2] for it in models.ask(tables, sys.executable)["wrong"] if it[0] == "test"]


class Installed(unittest.TestCase):
    def is_installed(self, library, version):
        with unittest.mock.patch.object(importlib.metadata, "version", return_value=version):
            return model_coverage.is_installed(library)

    def test_ranges(self):
        for library, version, expected in (
                ("panda", "3.1.1", True), ("panda>=3", "3.0", True), ("panda>=3", "2.3.3", False),
                ("panda<3", "2.3.3", True), ("panda<3", "3.0.0", False), ("panda>=2.1,<3", "2.10.0", True),
                ("panda>=2.1, <3", "2.0.3", False), ("panda>=3", "3.0.0rc1", True)):
            with self.subTest(library=library, version=version):
                self.assertEqual(self.is_installed(library, version), expected)

    def test_what_is_not_there(self):
        self.assertFalse(model_coverage.is_installed("no-library-is-called-so"))


class Rows(unittest.TestCase):
    def test_a_library_that_is_not_there_is_not_asked_for(self):
        self.assertEqual(complaints(row("nowhere.f", library="no-library-is-called-so")), [])

    def test_rows_about_libraries_can_be_left_out(self):
        tables = {"function": [row("json.f"), row("panda.f", library="panda")], "class": [], "constant": []}
        self.assertEqual([it["name"] for it in models.without_libraries(tables)["function"]], ["json.f"])


if __name__ == "__main__":
    unittest.main()
