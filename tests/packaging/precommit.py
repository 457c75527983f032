#!/usr/bin/env python3
"""Commits bugs under the real pre-commit, with the hooks of .pre-commit-hooks.yaml.

pre-commit installs them from a repository that holds the program of $DOPPELINT; with --whole, from all sources,
as it does for people, which takes many minutes.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import tools

DOPPELINT = os.path.abspath(os.environ["DOPPELINT"])
WHOLE = "--whole" in sys.argv
BUG = "def f(x, seen=[]):\n    seen.append(x)\n    return seen\n"
FIXED = "def f(x, seen=None):\n    if seen is None:\n        seen = []\n    seen.append(x)\n    return seen\n"
CONFIGURATION = """\
repos:
  - repo: {hooks}
    rev: {revision}
    hooks:
      - id: {hook}
"""


class Repository:
    def __init__(self, folder, environment):
        self.folder, self.environment = folder, environment
        folder.mkdir(exist_ok=True)
        if not (folder / ".git").exists():
            self.git("init", "--quiet")

    def write(self, path, text):
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text)

    def try_git(self, *arguments):
        return subprocess.run(["git", *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=3000)

    def git(self, *arguments):
        done = self.try_git(*arguments)
        if done.returncode != 0:
            raise AssertionError(f"git {arguments}\n{done.stdout}\n{done.stderr}")
        return done.stdout.strip()

    def commit_all(self, *options):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Change", *options)

    def commits(self):
        return int(self.git("rev-list", "--count", "HEAD"))


class Hooks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
            "PRE_COMMIT_HOME": str(cls.folder / "cache"), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example"}
        if not WHOLE:
            cls.environment["SKBUILD_CMAKE_DEFINE"] = f"DOPPELINT_PROGRAM={DOPPELINT}"
        tools.copy_of_source(cls.folder / "hooks", ["."] if WHOLE else tools.PACKAGED)
        cls.hooks = Repository(cls.folder / "hooks", cls.environment)
        cls.hooks.commit_all()

    def project(self, hook):
        """A repository with one commit whose bug no hook saw, and one more commit that installs the hook."""
        folder = self.folder / self.id().rpartition(".")[2]
        project = Repository(folder, self.environment)
        project.write("old.py", "def old(x):\n    return x is 1062\n")
        project.commit_all()
        project.write(".pre-commit-config.yaml", CONFIGURATION.format(
            hooks=self.hooks.folder, revision=self.hooks.git("rev-parse", "HEAD"), hook=hook))
        tools.run(tools.program("pre-commit"), "install", cwd=folder, env=self.environment)
        project.commit_all()
        return project

    def test_a_bug_is_refused_and_its_fix_passes(self):
        project = self.project("doppelint")
        project.write("app/new.py", BUG)
        project.git("add", "--all")
        refused = project.try_git("commit", "--message", "Bug")
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("app/new.py:2:5: DPL101 ", refused.stdout + refused.stderr)
        self.assertNotIn("old.py", refused.stdout + refused.stderr)
        self.assertEqual(project.commits(), 2)
        project.write("app/new.py", FIXED)
        project.commit_all()
        self.assertEqual(project.commits(), 3)

    def test_what_is_not_staged_does_not_count(self):
        project = self.project("doppelint")
        project.write("app.py", FIXED)
        project.git("add", "--all")
        project.write("app.py", BUG)
        project.git("commit", "--quiet", "--message", "Change")
        self.assertEqual((project.folder / "app.py").read_text(), BUG)
        project.git("add", "--all")
        self.assertNotEqual(project.try_git("commit", "--message", "Bug").returncode, 0)

    def test_files_that_git_does_not_know_do_not_count(self):
        project = self.project("doppelint")
        project.write("app.py", FIXED)
        project.git("add", "--all")
        project.write("scratch/notes.py", BUG)
        project.git("commit", "--quiet", "--message", "Change")

    def test_a_work_tree_of_its_own(self):
        project = self.project("doppelint")
        project.git("worktree", "add", "--quiet", "../more")
        more = Repository(self.folder / "more", self.environment)
        more.write("app/new.py", BUG)
        more.git("add", "--all")
        refused = more.try_git("commit", "--message", "Bug")
        self.assertIn("app/new.py:2:5: DPL101 ", refused.stdout + refused.stderr)

    def test_a_change_elsewhere_in_a_file_with_an_old_bug_passes(self):
        project = self.project("doppelint")
        project.write("old.py", "def old(x):\n    return x is 1062\n\n\nNEW = 1\n")
        project.commit_all()
        project.write("notes.txt", "nothing to check\n")
        project.commit_all()

    def test_a_bug_across_files_is_seen_where_one_of_them_changes(self):
        project = self.project("doppelint")
        project.write("settings.py", "DEFAULTS = {'a': {'b': 1}}\n\n\ndef timeout():\n    return DEFAULTS['a']['b']\n")
        project.commit_all()
        project.write("use.py", "import settings\n\n\ndef start():\n    mine = settings.DEFAULTS\n    mine['c'] = 2\n    return mine\n")
        project.git("add", "--all")
        refused = project.try_git("commit", "--message", "Bug")
        self.assertIn("use.py:6:5: DPL107 ", refused.stdout + refused.stderr)

    def test_the_first_commit_of_a_repository(self):
        project = self.project("doppelint")
        first = Repository(self.folder / "first", self.environment)
        first.write(".pre-commit-config.yaml", (project.folder / ".pre-commit-config.yaml").read_text())
        tools.run(tools.program("pre-commit"), "install", cwd=first.folder, env=self.environment)
        first.write("app.py", BUG)
        first.git("add", "--all")
        refused = first.try_git("commit", "--message", "First")
        self.assertIn("app.py:2:5: DPL101 ", refused.stdout + refused.stderr)
        first.write("app.py", FIXED)
        first.commit_all()
        self.assertEqual(first.commits(), 1)

    def test_the_other_hook_fixes(self):
        project = self.project("doppelint-fix")
        project.write("new.py", "def new(x):\n    return x is 1062\n")
        project.git("add", "--all")
        refused = project.try_git("commit", "--message", "Bug")
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("files were modified by this hook", refused.stdout + refused.stderr)
        self.assertEqual((project.folder / "new.py").read_text(), "def new(x):\n    return x == 1062\n")
        self.assertIn("x is 1062", (project.folder / "old.py").read_text())
        project.commit_all()
        self.assertEqual(project.commits(), 3)


if __name__ == "__main__":
    unittest.main(argv=[it for it in sys.argv if it != "--whole"])
