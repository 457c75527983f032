#!/usr/bin/env python3
"""What the repository tells CI services and their users: it parses, and the program takes its command lines."""

import os
import pathlib
import re
import shlex
import subprocess
import tempfile
import textwrap
import unittest

import tools

tools.run_there()
import yaml  # noqa: E402, it is in that environment alone

ROOT = tools.ROOT
DOPPELINT = os.path.abspath(os.environ["DOPPELINT"])
DOCUMENTS = ("README.md", "docs/ci.md")
YAML_FILES = ("action.yml", ".pre-commit-hooks.yaml")
BUG = "def f(x, seen=[]):\n    seen.append(x)\n    return seen\n"


def blocks(path, language):
    """The fenced code of a document, in that language."""
    text = (ROOT / path).read_text(encoding="utf-8")
    return [textwrap.dedent(it[1]) for it in re.finditer(rf"^ *```{language}\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)]


def strings_in(value):
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings_in(item)


def command_lines(text):
    """The calls of doppelint in a script, in its words; a line that ends in a backslash goes on."""
    for line in text.replace("\\\n", " ").splitlines():
        line = re.split(r"\s(?:\|\||&&|\||>>?)\s", line.strip().removeprefix("$ "))[0]
        if re.match(r"doppelint [a-z]", line):
            yield line


def all_command_lines():
    texts = [(path, it) for path in YAML_FILES for it in strings_in(yaml.safe_load((ROOT / path).read_text(encoding="utf-8")))]
    for path in DOCUMENTS:
        texts += [(path, it) for block in blocks(path, "yaml") for it in strings_in(yaml.safe_load(block))]
        texts += [(path, block) for block in blocks(path, "(?:sh|console)")]
    texts += [(path.name, path.read_text(encoding="utf-8")) for path in (ROOT / "packaging/action").iterdir()]
    return [(path, line) for path, text in texts for line in command_lines(text)]


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "app.py").write_text(BUG)

    def test_command_lines_are_taken(self):
        lines = all_command_lines()
        self.assertGreater(len(lines), 10)
        self.assertEqual({path for path, _ in lines}, {".pre-commit-hooks.yaml", "check", *DOCUMENTS})
        for path, line in lines:
            with self.subTest(path=path, line=line):
                # Variables and paths of the reader become harmless words.
                words = shlex.split(re.sub(r'"?\$\{?[\w@\[\]{}. ]+\}*"?', ".", line))[1:]
                if words[0] == "check":
                    words = [it for it in words if not it.startswith(("src", "app/", "fixtures/"))] + ["--show-files"]
                done = subprocess.run([DOPPELINT, *words], cwd=self.folder, capture_output=True, text=True, timeout=60)
                self.assertEqual(done.returncode, 0, done.stderr)

    def test_the_readme_shows_real_output(self):
        """As on a terminal, where `full` is the default and what goes to standard error stands below."""
        [shown] = blocks("README.md", "console")
        command, _, output = shown.partition("\n")
        words = shlex.split(command.removeprefix("$ doppelint "))
        done = subprocess.run([DOPPELINT, *words, "--output-format", "full", "--no-cache"], cwd=ROOT, text=True, timeout=60,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(done.stdout, output)

    def test_snippets_of_workflows_have_their_shape(self):
        snippets = [yaml.safe_load(block) for block in blocks("docs/ci.md", "yaml")]
        # YAML 1.1 takes `on` for true.
        workflows = [it for it in snippets if "jobs" in it]
        self.assertGreater(len(workflows), 0)
        for workflow in workflows:
            self.assertIn(True, workflow)
            for job in workflow["jobs"].values():
                self.assertTrue(all("uses" in step or "run" in step for step in job["steps"]))

    def test_snippets_name_inputs_and_outputs_of_the_action(self):
        action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
        used = [step for block in blocks("docs/ci.md", "yaml") for job in (yaml.safe_load(block).get("jobs") or {}).values()
                for step in job["steps"] if "doppelint@" in step.get("uses", "")]
        self.assertGreater(len(used), 0)
        for step in used:
            self.assertLessEqual(set(step.get("with", {})), set(action["inputs"]))
        text = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
        for name in re.findall(r"steps\.doppelint\.outputs\.([\w-]+)", text):
            self.assertIn(name, action["outputs"])

    def test_hooks_have_what_pre_commit_needs(self):
        hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
        self.assertEqual([it["id"] for it in hooks], ["doppelint", "doppelint-fix"])
        for hook in hooks:
            self.assertEqual((hook["language"], hook["pass_filenames"]), ("python", False))

    def run_action(self, **inputs):
        """Runs the checking step of action.yml as a runner does: its outcome and its outputs."""
        [step] = [it for it in yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"] if it.get("id") == "check"]
        programs = self.folder / "bin"
        programs.mkdir()
        (programs / "doppelint").symlink_to(DOPPELINT)
        outputs = self.folder / "outputs"
        values = {"paths": ".", "options": "", "sarif-file": "found.sarif"} | inputs
        environment = {name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda it: values[it[1]], text) for name, text in step["env"].items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]], cwd=self.folder, capture_output=True, text=True, timeout=60,
            env=os.environ | environment | {"PATH": f"{programs}:{os.environ['PATH']}", "GITHUB_OUTPUT": str(outputs), "GITHUB_ACTION_PATH": str(ROOT)})
        return done, dict(it.split("=") for it in outputs.read_text().splitlines())

    def test_the_action_remarks_and_writes_sarif(self):
        done, outputs = self.run_action()
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(outputs, {"sarif-file": "found.sarif", "exit-status": "1"})
        self.assertRegex(done.stdout, r"(?m)^::warning .*file=app\.py,.*DPL101")
        sarif = yaml.safe_load((self.folder / "found.sarif").read_text())  # JSON is YAML
        self.assertEqual([it["ruleId"] for it in sarif["runs"][0]["results"]], ["DPL101"])

    def test_the_action_takes_paths_and_options(self):
        (self.folder / "good.py").write_text("x = 1\n")
        done, outputs = self.run_action(paths="good.py", options="--jobs 1 --min-confidence certain", **{"sarif-file": ""})
        self.assertEqual((done.returncode, outputs), (0, {"exit-status": "0"}), done.stderr)


if __name__ == "__main__":
    unittest.main()
