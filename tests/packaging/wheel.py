#!/usr/bin/env python3
"""Makes a wheel and a source distribution and installs both in fresh virtual environments.

Takes the program in $DOPPELINT for built; with --whole everything is built anew, which takes many minutes.
"""

import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

import tools

DOPPELINT = os.path.abspath(os.environ["DOPPELINT"])
WHOLE = "--whole" in sys.argv
READY = [] if WHOLE else [f"--config-settings=cmake.define.DOPPELINT_PROGRAM={DOPPELINT}"]
BUG = "def f(x, seen=[]):\n    seen.append(x)\n    return seen\n"
FROM_LIBC = re.compile(r"(?:libc|libm|libpthread|libdl)\.so\.\d+|ld-linux[\w-]*\.so\.\d+")


def libraries_of(program):
    said = tools.run("readelf", "--dynamic", "--wide", program).stdout
    return re.findall(r"\(NEEDED\).*\[(.+)\]", said)


class Packages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        (cls.folder / "sample").mkdir()
        (cls.folder / "sample/a.py").write_text(BUG)
        # Where nothing of the repository's build/ lies.
        cls.source = tools.copy_of_source(cls.folder / "source", ["."] if WHOLE else tools.PACKAGED)
        bin_folder = tools.new_environment(cls.folder / "builder")
        tools.run(bin_folder / "pip", "wheel", "--no-deps", "--wheel-dir", cls.folder, *READY, cls.source)
        [cls.wheel] = cls.folder.glob("*.whl")

    def check_installed(self, bin_folder):
        done = subprocess.run([bin_folder / "doppelint", "check", "sample"], cwd=self.folder, capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stdout, r"\Asample/a\.py:2:5: DPL101 ")
        self.assertTrue((bin_folder.parent / "share/man/man1/doppelint.1").exists())

    def test_wheel_is_for_any_python(self):
        version = tools.run(DOPPELINT, "version").stdout.split()[1]
        self.assertRegex(self.wheel.name, rf"\Adoppelint-{re.escape(version)}-py3-none-[a-z]+\w*\.whl\Z")

    def test_wheel_holds_the_program_and_its_papers_alone(self):
        names = {re.sub(r"^doppelint-[\d.]*\d", "", name) for name in zipfile.ZipFile(self.wheel).namelist()}
        self.assertEqual(names, {
            ".data/scripts/doppelint", ".data/data/share/man/man1/doppelint.1", ".dist-info/METADATA", ".dist-info/WHEEL",
            ".dist-info/RECORD", ".dist-info/licenses/LICENSE", ".dist-info/licenses/packaging/third-party-licenses.txt"})

    def test_installs_with_pip(self):
        bin_folder = tools.new_environment(self.folder / "with-pip")
        tools.run(bin_folder / "pip", "install", "--no-index", self.wheel)
        self.check_installed(bin_folder)
        self.assertEqual([it for it in libraries_of(bin_folder / "doppelint") if not FROM_LIBC.fullmatch(it)], [])
        tools.run(bin_folder / "pip", "uninstall", "--yes", "doppelint")
        self.assertFalse((bin_folder / "doppelint").exists())

    def test_installs_with_pipx(self):
        home = self.folder / "pipx"
        places = {"PIPX_HOME": str(home), "PIPX_BIN_DIR": str(home / "bin"), "PIPX_MAN_DIR": str(home / "share/man")}
        tools.run(tools.program("pipx"), "install", self.wheel, env=os.environ | places)
        self.check_installed(home / "bin")

    def test_installs_with_the_action(self):
        """The step of action.yml, with a wheel for its `package`."""
        path = self.folder / "path"
        places = {"RUNNER_TEMP": str(self.folder / "runner"), "GITHUB_PATH": str(path), "PACKAGE": str(self.wheel)}
        tools.run(tools.ROOT / "packaging/action/install", env=os.environ | places)
        self.check_installed(pathlib.Path(path.read_text().strip()))

    def test_source_distribution_needs_no_npm(self):
        """It is made of the repository itself, whose build/ may hold anything, and built where npm always fails."""
        tools.run(tools.program("pyproject-build"), "--sdist", "--outdir", self.folder, tools.ROOT)
        [archive] = self.folder.glob("*.tar.gz")
        with tarfile.open(archive) as tar:
            paths = {name.partition("/")[2] for name in tar.getnames()}
            tar.extractall(self.folder / "unpacked")
        self.assertTrue(any(it.endswith("tree-sitter-python/src/parser.c") for it in paths))
        self.assertEqual({it.split("/")[0] for it in paths if it.startswith((".ci", "tests", "fixtures", "dist", "bench"))}, set())
        self.assertEqual({it.split("/")[1].split("-")[0] for it in paths if it.startswith("build/")}, {"grammar"})
        without = self.folder / "without-npm"
        without.mkdir()
        (without / "npm").write_text("#!/bin/sh\nexit 1\n")
        (without / "npm").chmod(0o755)
        environment = os.environ | {"PATH": f"{without}:{os.environ['PATH']}"}
        if not WHOLE:
            [unpacked] = (self.folder / "unpacked").iterdir()
            tools.run("cmake", "-S", unpacked, "--preset", "release", env=environment)
            return
        bin_folder = tools.new_environment(self.folder / "from-source")
        tools.run(bin_folder / "pip", "install", archive, env=environment)
        self.check_installed(bin_folder)


if __name__ == "__main__":
    unittest.main(argv=[it for it in sys.argv if it != "--whole"])
