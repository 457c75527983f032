"""Asks the shells themselves what they complete. What the binary prints is all that they know."""

import os
import shutil
import subprocess
import tempfile
import unittest

DOPPELINT = os.environ["DOPPELINT"]


def doppelint(*arguments):
    done = subprocess.run([DOPPELINT, *arguments], capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return done.stdout


def options_in_help(command):
    """The long options that `doppelint COMMAND --help` lists."""
    lines = [line.split() for line in doppelint(command, "--help").splitlines() if line.startswith("  -")]
    return {word.rstrip(",") for words in lines for word in words[:2] if word.startswith("--")}


def commands_in_help():
    listed = doppelint("help").split("Commands:\n")[1].split("\n\n")[0]
    return [line.split()[0] for line in listed.splitlines()]


class Bash(unittest.TestCase):
    def complete(self, *words):
        """What bash offers for the last of `words`, which are split as bash splits them."""
        script = (f"source <({DOPPELINT} completions bash); COMP_WORDS=(doppelint \"$@\"); COMP_CWORD=$#; _doppelint; "
                  'printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(["bash", "--norc", "-c", script, "bash", *words], capture_output=True, text=True, timeout=120)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout.split()

    def test_commands(self):
        self.assertEqual(self.complete(""), commands_in_help() + ["--help", "--version"])
        self.assertEqual(self.complete("che"), ["check"])

    def test_options_of_each_command(self):
        for command in commands_in_help():
            offered = self.complete(command, "--")
            self.assertEqual(set(offered), options_in_help(command), command)
            self.assertIn("--help", offered)
        self.assertIn("--exit-zero", self.complete("check", "app", "--ex"))

    def test_values(self):
        self.assertEqual(self.complete("heap", "--format", ""), ["text", "dot", "svg", "json", "jsonl"])
        self.assertEqual(self.complete("heap", "--format", "=", "t"), ["text"])
        self.assertEqual(self.complete("heap", "--format", "="), ["text", "dot", "svg", "json", "jsonl"])
        self.assertEqual(self.complete("heap", "a.py:1", "--policy", "s"), ["sound"])
        self.assertEqual(self.complete("check", "--min-confidence", ""), ["certain", "likely", "possible"])
        self.assertEqual(self.complete("check", "--output-format", "js"), ["json", "jsonl"])
        self.assertEqual(self.complete("check", "--ignore", "DPL101,DPL40"), [f"DPL101,DPL40{it}" for it in "12345"])
        self.assertEqual(self.complete("rule", "DPL60"), ["DPL601", "DPL602"])

    def test_words_behind_a_command(self):
        self.assertEqual(self.complete("completions", ""), ["bash", "zsh", "fish"])
        self.assertEqual(self.complete("help", "che"), ["check"])
        self.assertIn("summary", self.complete("inspect", ""))

    def test_paths_are_left_to_bash(self):
        for words in (["check", ""], ["check", "--config", ""], ["check", "-o", "x"], ["inspect", "tree", ""]):
            self.assertEqual(self.complete(*words), [], words)

    def test_it_is_registered(self):
        script = f"source <({DOPPELINT} completions bash); complete -p doppelint"
        said = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, timeout=120)
        self.assertEqual(said.stdout, "complete -o bashdefault -o default -F _doppelint doppelint\n")


class OtherShells(unittest.TestCase):
    def with_script(self, shell, *command):
        """Runs a shell on a file with its completions; its outcome."""
        if not shutil.which(shell):
            self.skipTest(f"{shell} is not installed")
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "_doppelint")
            with open(path, "w", encoding="utf-8") as file:
                file.write(doppelint("completions", shell))
            command = [word.replace("SCRIPT", path) for word in command]
            return subprocess.run([shell, *command], capture_output=True, text=True, timeout=120, env=os.environ | {"HOME": folder})

    def test_zsh_reads_its_script(self):
        done = self.with_script("zsh", "-f", "-c", "autoload -Uz compinit; compinit -D -u; source SCRIPT; print $_comps[doppelint]")
        self.assertEqual((done.stdout, done.stderr), ("_doppelint\n", ""))

    def test_fish_offers_commands_options_and_values(self):
        def offered(line):
            done = self.with_script("fish", "--no-config", "-c", f"source SCRIPT; complete -C '{line}'")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            return [it.split("\t")[0] for it in done.stdout.splitlines()]
        self.assertEqual(sorted(offered("doppelint ")), sorted(commands_in_help()))
        self.assertEqual(set(offered("doppelint check --")), options_in_help("check"))
        self.assertEqual(offered("doppelint heap --policy s"), ["sound"])
        self.assertEqual(offered("doppelint completions z"), ["zsh"])


class CommandLine(unittest.TestCase):
    def test_unknown_shell(self):
        done = subprocess.run([DOPPELINT, "completions", "zhs"], capture_output=True, text=True, timeout=120)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertEqual(done.stderr, "error: `doppelint completions` knows no `zhs`, but `bash`, `zsh`, `fish`\n")

    def test_help_fits_a_terminal(self):
        self.assertLessEqual(len(doppelint("help").splitlines()), 24)
        for text in [doppelint("help"), *(doppelint(command, "--help") for command in commands_in_help())]:
            for line in text.splitlines():
                self.assertLessEqual(len(line), 80, line)


if __name__ == "__main__":
    unittest.main()
