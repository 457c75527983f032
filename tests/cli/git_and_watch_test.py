"""What depends on a git repository, on results kept between runs, and on files that change while doppelint runs."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading
import unittest

DOPPELINT = os.environ["DOPPELINT"]
BUG = "def f(x, seen=[]):\n    seen.append(x)\n    return seen\n"
OTHER_BUG = "def g(x):\n    return x is 1062\n"


class Project(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.base = pathlib.Path(folder.name).resolve()
        self.root = self.base / "project"
        self.root.mkdir()
        self.cache = self.base / "cache"
        home = self.base / "home"
        home.mkdir()
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        self.environment |= {"XDG_CACHE_HOME": str(self.cache), "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1"}

    def write(self, path, text):
        path = self.root / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def run_doppelint(self, *arguments, **more):
        more = {"cwd": self.root, "capture_output": True, "text": True, "timeout": 120,
                "env": self.environment} | more
        return subprocess.run([DOPPELINT, *map(str, arguments)], **more)

    def codes(self, *arguments):
        done = self.run_doppelint("check", "-q", *arguments)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return [line.split(": ")[1].split()[0] for line in done.stdout.splitlines()]


class SinceARevision(Project):
    def git(self, *arguments):
        identity = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
        done = subprocess.run(["git", *identity, *arguments], cwd=self.root, capture_output=True, text=True,
                              env=self.environment, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)

    def setUp(self):
        super().setUp()
        self.git("init", "-q", "-b", "main")
        self.write("old name.py", BUG)
        self.git("add", ".")
        self.git("commit", "-qm", "first")

    def test_old_lines_are_not_told(self):
        self.assertEqual(self.codes(), ["DPL101"])
        self.assertEqual(self.codes("--since", "HEAD"), [])
        self.write("old name.py", BUG + "\n\n" + OTHER_BUG)
        self.assertEqual(self.codes("--since", "HEAD"), ["DPL501"])

    def test_staged_and_new_files_count(self):
        self.write("staged.py", OTHER_BUG)
        self.git("add", "staged.py")
        self.write("new.py", BUG)
        self.assertEqual(self.codes("--since", "HEAD"), ["DPL101", "DPL501"])
        self.git("commit", "-qm", "second")
        self.assertEqual(self.codes("--since", "HEAD"), ["DPL101"])
        self.assertEqual(self.codes("--since", "HEAD~1"), ["DPL101", "DPL501"])

    def test_a_change_far_from_the_place_counts_where_it_is_a_step(self):
        text = "def f(x, seen=()):\n    seen = [*seen]\n    seen.append(x)\n    return seen\n"
        self.write("a.py", text)
        self.git("add", ".")
        self.git("commit", "-qm", "quiet")
        self.write("a.py", text.replace("()", "[]").replace("    seen = [*seen]\n", ""))
        self.assertEqual(self.codes("--since", "HEAD", "a.py"), ["DPL101"])

    def test_only_new_problems_are_fixed(self):
        path = self.write("old name.py", BUG + "\n\n" + OTHER_BUG)
        self.run_doppelint("check", "--fix", "--unsafe-fixes", "--since", "HEAD")
        self.assertEqual(path.read_text(), BUG + "\n\n" + OTHER_BUG.replace(" is ", " == "))

    def test_before_the_first_commit_everything_is_new(self):
        shutil.rmtree(self.root / ".git")
        self.git("init", "-q", "-b", "main")
        self.git("add", ".")
        self.assertEqual(self.codes("--since", "HEAD"), ["DPL101"])

    def test_what_git_does_not_know_is_an_error(self):
        for revision in ("nonsense", "--help", "-p"):
            done = self.run_doppelint("check", f"--since={revision}")
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertEqual(done.stderr, f"error: --since: git knows no revision `{revision}`\n")
        shutil.rmtree(self.root / ".git")
        done = self.run_doppelint("check", "--since", "HEAD")
        self.assertEqual(done.returncode, 2)
        self.assertIn("error: --since: git says: ", done.stderr)

    def test_without_git_there_is_a_sentence(self):
        done = self.run_doppelint("check", "--since", "HEAD", env=self.environment | {"PATH": str(self.base)})
        self.assertEqual(done.returncode, 2)
        self.assertIn("git cannot be run", done.stderr)


class ABaseline(Project):
    def test_known_findings_are_left_out(self):
        self.write("a.py", BUG)
        done = self.run_doppelint("check", "--write-baseline", "known.txt")
        self.assertEqual((done.returncode, done.stdout, done.stderr),
                         (0, "", "Wrote 1 known problem to known.txt.\n"))
        self.write("a.py", "import os\n\n\n" + BUG + "\n\n" + OTHER_BUG)
        done = self.run_doppelint("check", "--baseline", "known.txt")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout.count("\n"), 1)
        self.assertIn("DPL501", done.stdout)
        self.assertEqual(done.stderr, "Found 1 problem in 1 file; the baseline has 1 more. 1 can be fixed with `--fix`.\n")

    def test_it_may_be_configured(self):
        self.write("doppelint.toml", 'baseline = "known.txt"\n')
        self.write("a.py", BUG)
        self.run_doppelint("check", "--write-baseline", "known.txt")
        self.assertEqual(self.codes(), [])
        self.assertEqual(self.codes("--no-baseline"), ["DPL101"])

    def test_writing_again_drops_what_is_gone(self):
        self.write("a.py", BUG)
        self.write("b.py", BUG)
        self.run_doppelint("check", "--write-baseline", "known.txt")
        self.write("a.py", "x = 1\n")
        self.run_doppelint("check", "--write-baseline", "known.txt", "a.py")
        self.assertEqual(self.codes("--baseline", "known.txt"), [])
        (self.root / "b.py").unlink()
        self.run_doppelint("check", "--write-baseline", "known.txt", "a.py")
        text = (self.root / "known.txt").read_text()
        self.assertEqual([line for line in text.splitlines() if not line.startswith("#")], [])

    def test_one_that_cannot_be_read_is_an_error(self):
        self.write("a.py", BUG)
        self.write("known.txt", "<<<<<<< HEAD\n")
        for path, sentence in (("known.txt", ":1: no line of a baseline"), ("missing.txt", ": no such file")):
            done = self.run_doppelint("check", "--baseline", path)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(path + sentence, done.stderr)


class ResultsKept(Project):
    def statistics(self, *arguments):
        return self.run_doppelint("check", "--statistics", *arguments).stderr

    def test_a_run_without_changes_gives_the_same_bytes(self):
        self.write("a.py", BUG + "\n\n" + OTHER_BUG)
        cold = self.run_doppelint("check", "--output-format", "json")
        self.assertEqual(len(list((self.cache / "doppelint").iterdir())), 1)
        self.assertIn("from the cache", self.statistics())
        warm = self.run_doppelint("check", "--output-format", "json")
        self.assertEqual((cold.returncode, cold.stdout, cold.stderr), (warm.returncode, warm.stdout, warm.stderr))

    def test_an_edit_of_the_same_size_at_the_same_time_is_seen(self):
        path = self.write("a.py", "def g(x):\n    return x is 1062\n")
        self.assertEqual(self.codes(), ["DPL501"])
        times = path.stat()
        path.write_text("def g(x):\n    return x == 106\n")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        self.assertEqual(self.codes(), [])

    def test_it_can_be_elsewhere_or_nowhere(self):
        self.write("a.py", BUG)
        self.codes("--no-cache")
        self.assertFalse(self.cache.exists())
        self.codes("--cache-dir", "kept/here")
        self.assertFalse(self.cache.exists())
        done = self.run_doppelint("clean", "--cache-dir", "kept/here")
        self.assertEqual(done.stderr, f"Removed 1 file from {self.root}/kept/here.\n")
        self.assertEqual(list((self.root / "kept/here").iterdir()), [])

    def test_many_at_once_do_not_meet(self):
        for number in range(20):
            self.write(f"m{number}.py", BUG)
        command = [DOPPELINT, "check", "-q"]
        running = [subprocess.Popen(command, cwd=self.root, env=self.environment, stdout=subprocess.PIPE)
                   for _ in range(8)]
        outputs = {process.communicate(timeout=120)[0] for process in running}
        self.assertEqual(len(outputs), 1)
        self.assertEqual([it.suffix for it in (self.cache / "doppelint").iterdir()], [".run"])

    @unittest.skipUnless(os.geteuid() == 0 and shutil.which("mount"), "needs root, for a small disk")
    def test_a_full_disk_is_no_matter(self):
        self.write("a.py", BUG)
        disk = self.base / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k", "none", str(disk)], capture_output=True).returncode:
            self.skipTest("no file system can be mounted here")
        try:
            (disk / "filler").write_bytes(b"x" * 4096)
            done = self.run_doppelint("check", "--cache-dir", disk / "cache")
            self.assertEqual((done.returncode, done.stderr), (1, "Found 1 problem in 1 file. 1 can be fixed with `--fix`.\n"))
            done = self.run_doppelint("check", "-o", disk / "out.txt")
            self.assertEqual(done.returncode, 2)
            self.assertIn("no space left on device", done.stderr)
            self.assertEqual([it.name for it in disk.iterdir() if it.is_file() and it.stat().st_size == 0], [])
        finally:
            subprocess.run(["umount", str(disk)], check=True)


class Watching(Project):
    def start(self, *arguments):
        self.process = subprocess.Popen([DOPPELINT, "check", "--watch", *arguments], cwd=self.root,
                                        env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.process.stdout.close)
        self.addCleanup(self.process.stderr.close)
        self.addCleanup(self.process.wait)
        self.addCleanup(self.process.kill)
        self.found = []
        threading.Thread(target=self.collect, daemon=True).start()

    def collect(self):
        for line in self.process.stdout:
            self.found.append(line.split(": ")[1].split()[0])

    def wait_for_summary(self):
        """What is said when a check is done."""
        while True:
            line = self.process.stderr.readline()
            self.assertTrue(line, "doppelint ended")
            if "problem" in line:
                self.assertEqual(self.process.stderr.readline(), "Waiting for changes.\n")
                return line

    def test_a_change_is_checked(self):
        self.write("a.py", "from b import add\n\n\ndef f(x, seen=[]):\n    add(seen, x)\n    return seen\n")
        self.write("b.py", "def add(into, x):\n    pass\n")
        self.start("a.py")
        self.assertEqual(self.wait_for_summary(), "No problems in 1 file.\n")
        self.write("b.py", "def add(into, x):\n    into.append(x)\n")
        self.assertEqual(self.wait_for_summary(), "Found 1 problem in 1 file. 1 can be fixed with `--fix`.\n")
        self.write("doppelint.toml", 'ignore = ["DPL101"]\n')
        self.assertEqual(self.wait_for_summary(), "No problems in 1 file.\n")
        self.process.send_signal(signal.SIGINT)
        self.process.wait(10)
        self.assertEqual(self.found, ["DPL101"])


class Settings(Project):
    def test_config_says_where_each_setting_comes_from(self):
        self.write("pyproject.toml", '[project]\nrequires-python = ">=3.9"\n[tool.doppelint]\nselect = ["DPL1"]\n'
                                     'per-file-ignores = {"tests/*" = ["DPL101"]}\n')
        self.write("tests/a.py", "")
        text = self.run_doppelint("config", "--min-confidence", "certain").stdout
        self.assertIn('target-version = "3.9-3.15"  # requires-python of ' + str(self.root), text)
        self.assertIn('min-confidence = "certain"  # command line\n', text)
        self.assertIn(f"# {self.root}/pyproject.toml:4, {self.root}/pyproject.toml:5\n", text)
        self.assertIn('"DPL101"', text)
        self.assertNotIn('"DPL101"', self.run_doppelint("config", "tests/a.py").stdout)

    def test_what_config_prints_can_be_read_again(self):
        import tomllib
        self.write("doppelint.toml", 'src = ["odd \\" \\u0007 name"]\nlibraries = {pandas = "2.2"}\n')
        settings = tomllib.loads(self.run_doppelint("config").stdout)
        self.assertEqual(settings["src"], [f'{self.root}/odd " \x07 name'])
        self.assertEqual(settings["libraries"], {"pandas": "2.2"})
        self.assertEqual(sorted(settings), list(settings))

    def test_options_that_make_no_sense_together(self):
        self.write("a.py", BUG)
        for options in (["--watch", "--fix"], ["--watch", "-"], ["--write-baseline", "b", "--diff"],
                        ["--per-file-ignores", "tests"], ["--select", "DPL9"], ["--ignore", "nothing"]):
            done = self.run_doppelint("check", *options)
            self.assertEqual((done.returncode, done.stdout), (2, ""), options)
            self.assertEqual(done.stderr.count("\n"), 1)

    def test_rules_are_chosen_on_the_command_line(self):
        self.write("a.py", BUG + OTHER_BUG)
        self.assertEqual(self.codes("--select", "identity,DPL1"), ["DPL101", "DPL501"])
        self.assertEqual(self.codes("--ignore", "mutable-default"), ["DPL501"])
        self.assertEqual(self.codes("--per-file-ignores", "a.*:DPL5"), ["DPL101"])


if __name__ == "__main__":
    unittest.main()
