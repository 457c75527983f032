"""Builds the extension for VS Code: types, unit tests of what needs no VS Code, and the package that people install.

The compiler, the bundler and the packer are npm packages that editors/vscode/package-lock.json pins; they are
fetched once, into build/.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import zipfile

import pinned_npm

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "editors/vscode"
NOT_SOURCE = shutil.ignore_patterns("node_modules", "dist", "dist-tests", "*.vsix")
MOST_BYTES = 400_000
MISSING = pinned_npm.missing()


@unittest.skipIf(MISSING, MISSING)
class Extension(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        packages = pinned_npm.fetched(SOURCE, "vscode")
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name) / "vscode"
        shutil.copytree(SOURCE, cls.folder, ignore=NOT_SOURCE)
        (cls.folder / "node_modules").symlink_to(packages)

    def npm(self, *arguments):
        done = subprocess.run(["npm", "--silent", *arguments], cwd=self.folder, capture_output=True, text=True, timeout=600,
                              stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_logic(self):
        said = self.npm("test")
        self.assertRegex(said, r"pass [1-9]")

    def test_a_mistake_in_a_type_is_seen(self):
        mistake = self.folder / "src/mistake.ts"
        mistake.write_text('export const one: number = "one";\n')
        self.addCleanup(mistake.unlink)
        done = subprocess.run(["npm", "--silent", "run", "check"], cwd=self.folder, capture_output=True, text=True, timeout=600)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("mistake.ts", done.stdout)

    def test_package(self):
        """Packing also checks the types and bundles."""
        package = self.folder / "doppelint.vsix"
        self.npm("run", "package", "--", "--out", str(package))
        self.assertLess(package.stat().st_size, MOST_BYTES)
        with zipfile.ZipFile(package) as archive:
            files = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        self.assertEqual(set(files), {
            "[Content_Types].xml", "extension.vsixmanifest", "extension/package.json", "extension/readme.md",
            "extension/changelog.md", "extension/LICENSE.txt", "extension/dist/extension.js",
            "extension/dist/third-party-licenses.txt"})
        for name, text in files.items():
            for place in (str(ROOT), str(self.folder), tempfile.gettempdir() + "/", os.path.expanduser("~") + "/"):
                self.assertNotIn(place, text, name)
        self.is_loadable(files["extension/dist/extension.js"])
        for bundled in ("vscode-languageclient", "vscode-languageserver-protocol", "vscode-jsonrpc", "semver", "minimatch"):
            self.assertIn(f"{bundled} ", files["extension/dist/third-party-licenses.txt"])
        if keep := os.environ.get("DOPPELINT_KEEP_VSIX"):
            shutil.copy(package, keep)

    def is_loadable(self, bundle):
        """The bundle is a module that needs `vscode` and what Node has, and offers what VS Code calls."""
        needs = set(re.findall(r'require\("([^"]+)"\)', bundle))
        node = set(json.loads(subprocess.run(["node", "-p", "JSON.stringify(require('module').builtinModules)"],
                                             capture_output=True, text=True, check=True).stdout))
        self.assertEqual({one for one in needs if one.removeprefix("node:") not in node}, {"vscode"})
        self.assertRegex(bundle, r"activate:\(\)=>")


class Manifest(unittest.TestCase):
    def setUp(self):
        self.manifest = json.loads((SOURCE / "package.json").read_text())
        self.settings = self.manifest["contributes"]["configuration"]["properties"]

    def test_the_version_is_that_of_doppelint(self):
        version = re.search(r"project\(doppelint VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text())[1]
        self.assertEqual(self.manifest["version"], version)

    def test_the_licence_is_that_of_doppelint(self):
        self.assertEqual((SOURCE / "LICENSE").read_text(), (ROOT / "LICENSE").read_text())

    def test_each_setting_is_explained(self):
        for page in (SOURCE / "README.md", ROOT / "docs/editors.md"):
            text = page.read_text()
            for name in self.settings:
                self.assertIn(f"`{name}`", text, page.name)

    def test_each_command_is_registered(self):
        source = (SOURCE / "src/extension.ts").read_text()
        for command in self.manifest["contributes"]["commands"]:
            self.assertIn(f'registerCommand("{command["command"]}"', source)

    def test_what_names_a_program_or_a_file_is_not_taken_from_folders_that_are_not_trusted(self):
        trust = self.manifest["capabilities"]["untrustedWorkspaces"]
        self.assertEqual(trust["supported"], "limited")
        self.assertEqual(set(trust["restrictedConfigurations"]), {"doppelint.path", "doppelint.configuration"})
        self.assertEqual(self.settings["doppelint.path"]["scope"], "machine-overridable")


if __name__ == "__main__":
    unittest.main()
