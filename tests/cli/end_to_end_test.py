"""Runs the program as people do: what only a real disk, real pipes and real threads can show."""

import fcntl
import json
import os
import pathlib
import pty
import re
import resource
import shutil
import struct
import subprocess
import tempfile
import termios
import unittest

DOPPELINT = os.environ["DOPPELINT"]
NOBODY = 65534
# Such builds need more of everything.
SANITIZED = any(name in DOPPELINT for name in ("asan", "tsan"))


class EndToEnd(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()

    def write(self, path, content=""):
        path = self.root / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run_doppelint(self, *arguments, **more):
        more = {"cwd": self.root, "capture_output": True, "timeout": 120} | more
        return subprocess.run([DOPPELINT, *map(str, arguments)], **more)

    def check(self, *arguments, **more):
        done = self.run_doppelint("check", "--output-format", "json", *arguments, **more)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return json.loads(done.stdout)

    # Outputs

    def test_finding_has_the_shape_of_the_contract(self):
        self.write("app/a.py", "x = 1\ny = = 2\n")
        [finding] = self.check()
        self.assertEqual(list(finding), ["code", "name", "severity", "confidence", "message", "path", "start", "end",
                                         "steps", "fix", "fingerprint", "url"])
        self.assertEqual((finding["code"], finding["name"], finding["severity"]), ("DPL002", "syntax-error", "error"))
        self.assertEqual(finding["path"], "app/a.py")
        self.assertEqual(finding["start"], {"line": 2, "column": 5})
        self.assertEqual((finding["steps"], finding["fix"]), ([], None))

    def test_fixes_stand_in_the_json(self):
        self.write("a.py", "def f(x):\n    return x is 1062\n")
        [finding] = self.check()
        self.assertEqual(finding["fix"], {
            "applicability": "safe", "message": "compare with `==`",
            "edits": [{"path": "a.py", "start": {"line": 2, "column": 14}, "end": {"line": 2, "column": 16}, "text": "=="}]})

    def test_fixing_keeps_all_else_of_a_file(self):
        path = self.write("a.py", b"\xef\xbb\xbfdef f(x):  # \xc3\xa9\r\n\treturn x is 1062\r\n\r\n")
        link = self.root / "link.py"
        link.symlink_to("a.py")
        path.chmod(0o751)
        done = self.run_doppelint("check", "--fix", "link.py")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(path.read_bytes(), b"\xef\xbb\xbfdef f(x):  # \xc3\xa9\r\n\treturn x == 1062\r\n\r\n")
        self.assertEqual(path.stat().st_mode & 0o7777, 0o751)
        self.assertTrue(link.is_symlink())
        self.assertEqual(sorted(it.name for it in self.root.iterdir()), ["a.py", "link.py"])

    def test_a_difference_can_be_applied(self):
        before = "import re\n\n\ndef f(x, seen=[]):\n    seen.append(x)\n    return x is 1062"
        path = self.write("a.py", before)
        difference = self.run_doppelint("check", "--diff", "a.py").stdout
        self.assertEqual(path.read_text(), before)
        if shutil.which("patch"):
            subprocess.run(["patch", "-s"], input=difference, cwd=self.root, check=True, timeout=60)
            patched = path.read_text()
            path.write_text(before)
            self.run_doppelint("check", "--fix", "a.py")
            self.assertEqual(path.read_text(), patched)

    def test_same_bytes_for_any_number_of_jobs(self):
        for number in range(400):
            lines = ["x = (1, 2)" if line % 5 or number % 3 else "y = = 3" for line in range(number % 37)]
            self.write(f"p{number % 7}/m{number}.py", "\n".join(lines) + "\n")
        self.write("p1/bad.py", b"\xff\xfe\xff")
        self.write("p2/bad.py", b"\xff")
        outcomes = set()
        for jobs in (1, 2, 8):
            for output_format in ("concise", "json"):
                done = self.run_doppelint("check", "--jobs", jobs, "--output-format", output_format)
                outcomes.add((output_format, done.returncode, done.stdout, done.stderr))
        self.assertEqual(len(outcomes), 2)
        self.assertGreater(len(done.stdout), 10_000)
        findings = json.loads(done.stdout)
        order = [(it["path"], it["start"]["line"], it["start"]["column"], it["code"]) for it in findings]
        self.assertEqual(order, sorted(order))

    def test_verbose_log_goes_to_standard_error(self):
        self.write("a.py", "x = 1\n")
        self.write("build/b.py", "x = 1\n")
        quiet, verbose = self.run_doppelint("check"), self.run_doppelint("check", "--verbose")
        self.assertEqual(quiet.stdout, verbose.stdout)
        self.assertEqual(quiet.stderr, b"No problems in 1 file.\n")
        self.assertIn(b"build is left out by an exclude pattern", verbose.stderr)

    def test_closed_pipe_ends_quietly(self):
        self.write("a.py", "x = = 1\n" * 20_000)
        read_end, write_end = os.pipe()
        os.close(read_end)
        with os.fdopen(write_end, "wb") as nobody_reads:
            done = self.run_doppelint("check", "-q", capture_output=False, stdout=nobody_reads, stderr=subprocess.PIPE)
        self.assertEqual((done.returncode, done.stderr), (1, b""))

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_output_that_cannot_be_written_is_a_failure(self):
        self.write("a.py", "x = = 1\n")
        with open("/dev/full", "wb") as full:
            done = self.run_doppelint("check", "-q", capture_output=False, stdout=full, stderr=subprocess.PIPE)
        self.assertEqual((done.returncode, done.stderr), (2, b"error: standard output cannot be written\n"))

    def test_standard_input(self):
        done = self.run_doppelint("check", "-", "--stdin-filename", "app/a.py", input=b"y = = 2\n")
        self.assertEqual((done.returncode, done.stdout[:21]), (1, b"app/a.py:1:5: DPL002 "))

    def on_a_terminal(self, *arguments, columns=80, **variables):
        """What stays on a terminal of so many columns, standard error among it."""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = {name: value for name, value in os.environ.items()
                       if name not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")} | {"TERM": "xterm"} | variables
        process = subprocess.Popen([DOPPELINT, *arguments], cwd=self.root, env=environment, stdin=slave, stdout=slave,
                                   stderr=slave)
        os.close(slave)
        seen = b""
        with open(master, "rb", buffering=0) as screen:
            try:
                while part := screen.read(65536):
                    seen += part
            except OSError:  # the terminal is gone with the process
                pass
        process.wait(timeout=120)
        # On a slow machine there was a bar for a while.
        return re.sub(r"\r\x1b\[K([━─]+ \d+ of \d+ functions)?", "", seen.decode()).replace("\r\n", "\n")

    def test_terminal(self):
        self.write("a.py", "def f(x, seen=[]):\n    seen.append(x)\n    return seen\n")
        seen = self.on_a_terminal("check")
        self.assertIn("\x1b[", seen)
        plain = re.sub(r"\x1b\[[0-9;]*m", "", seen)
        self.assertEqual(plain, """\
a.py:2:5: DPL101 `seen.append(…)` changes the default of `seen`, which every call shares
    1 │ def f(x, seen=[]):
      │               -- 1. this list is made once, when `f` is defined
    2 │     seen.append(x)
      │     ^^^^^^^^^^^^^^ 2. and here it changes for all later calls
      = fix: take `None` for the default of `seen`, and make it in the call
             (safe, `doppelint check --fix`)

Found 1 problem in 1 file. 1 can be fixed with `--fix`.
""")
        self.assertEqual(self.on_a_terminal("check", NO_COLOR="1"), plain)
        self.assertEqual(self.on_a_terminal("check", TERM="dumb"), plain)
        narrow = self.on_a_terminal("check", "--color=never", columns=50)
        self.assertLessEqual(max(map(len, narrow.splitlines()[1:-1])), 50)
        self.assertEqual(self.on_a_terminal("check", "--color=never", COLUMNS="50"), narrow)

    # Files of all kinds

    def test_links_in_circles_and_pipes(self):
        self.write("a/b/c.py", "x = = 1\n")
        os.symlink("../..", self.root / "a/b/up")
        os.symlink("circle.py", self.root / "circle.py")
        os.symlink("a/b/c.py", self.root / "second_name.py")
        os.mkfifo(self.root / "pipe.py")
        done = self.run_doppelint("check")
        self.assertEqual(done.stdout.count(b"\n"), 1)
        self.assertTrue(done.stdout.startswith(b"a/b/c.py:1:5: "))
        self.assertEqual(done.stderr.splitlines(),
                         [b"warning: circle.py: too many levels of symbolic links",
                          b"warning: pipe.py: not a regular file", b"Found 1 problem in 1 file."])
        done = self.run_doppelint("check", "pipe.py", "/dev/null")
        self.assertEqual((done.returncode, done.stdout), (2, b""))

    def test_unreadable_files_and_folders(self):
        self.write("a.py", "x = = 1\n")
        self.write("closed/b.py").parent.chmod(0)
        self.write("secret.py").chmod(0)
        self.addCleanup((self.root / "closed").chmod, 0o755)
        as_nobody = {}
        if os.geteuid() == 0:  # root can read everything, so somebody else has to look
            program = shutil.copy(DOPPELINT, tempfile.mkdtemp(dir="/tmp"))
            self.addCleanup(shutil.rmtree, os.path.dirname(program))
            os.chmod(os.path.dirname(program), 0o755)
            self.root.chmod(0o755)
            as_nobody = {"user": NOBODY, "executable": program}
        done = self.run_doppelint("check", **as_nobody)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(done.stderr.splitlines(),
                         [b"warning: closed: permission denied", b"warning: secret.py: permission denied",
                          b"Found 1 problem in 1 file."])
        self.assertEqual(self.run_doppelint("check", "secret.py", **as_nobody).returncode, 2)

    def test_over_large_file_is_left_out(self):
        with open(self.root / "large.py", "wb") as large:
            large.truncate((16 << 20) + 1)
        self.write("small.py", "x = = 1\n")
        done = self.run_doppelint("check")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"warning: large.py: left out, because it is larger than the 16 MB", done.stderr)
        self.assertEqual(self.run_doppelint("check", "large.py").returncode, 2)
        done = self.run_doppelint("check", "--max-file-size", "7", "small.py")
        self.assertEqual(done.returncode, 2)

    def test_names_that_are_not_utf_8(self):
        with open(os.fsencode(self.root) + b"/caf\xe9.py", "wb") as file:
            file.write(b"x = = 1\n")
        [finding] = self.check()
        self.assertEqual(finding["path"], "caf\ufffd.py")
        self.assertTrue(self.run_doppelint("check").stdout.startswith(b"caf\xe9.py:1:5: "))

    def test_folders_too_deep_for_a_path(self):
        self.write("a.py", "x = = 1\n")
        descriptor = os.open(self.root, os.O_RDONLY)
        for _ in range(60):  # 60 × 100 bytes are more than a path may have
            os.mkdir("d" * 99, dir_fd=descriptor)
            below = os.open("d" * 99, os.O_RDONLY, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = below
        os.close(descriptor)
        done = self.run_doppelint("check")
        self.assertEqual((done.returncode, done.stdout.count(b"\n")), (1, 1))
        self.assertIn(b": file name too long\n", done.stderr)
        subprocess.run(["rm", "-rf", self.root / ("d" * 99)], check=True)

    def test_nesting_costs_no_stack(self):
        depth = 100_000
        self.write("brackets.py", "x = " + "(" * depth + ")" * depth + "\n")
        self.write("lists.py", "[" * depth + "]" * depth + "\n")
        self.write("open.py", "(" * depth)
        self.write("calls.py", "f" + "()" * depth + "\n")
        self.write("else.py", "if a:\n pass\n" + "elif b:\n pass\n" * depth)
        stack = (8 << 20) if SANITIZED else (1 << 20)
        limit = lambda: resource.setrlimit(resource.RLIMIT_STACK, (stack, stack))
        done = self.run_doppelint("check", "-q", "--jobs", 1, preexec_fn=limit)
        self.assertEqual((done.returncode, done.stderr), (1, b""))
        self.assertNotIn(b"calls.py", done.stdout)

    @unittest.skipIf(SANITIZED, "sanitizers keep memory on purpose")
    def test_callables_that_call_themselves_come_to_an_end(self):
        self.write("a.py", "class Meta(type):\n    pass\n\ndef f(n):\n    return Meta(n, (), {})()\n")
        self.assertEqual(self.check("a.py"), [])

    @unittest.skipIf(SANITIZED, "sanitizers keep memory on purpose")
    def test_memory_is_a_small_multiple_of_the_source(self):
        text = "def function(argument):\n    return [argument, {'key': argument}]\n" * 500
        for number in range(300):
            self.write(f"m{number:03}.py", text)
        self.assertLess(self.peak_kilobytes("m???.py") * 1024, 300 * len(text) * 40)

    def peak_kilobytes(self, pattern):
        files = sorted(str(path.relative_to(self.root)) for path in self.root.glob(pattern))
        process = subprocess.Popen([DOPPELINT, "check", "-q", "--jobs", "1", *files], cwd=self.root)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0)
        return usage.ru_maxrss

    # The command line

    def test_explicit_files_are_checked_even_if_ignored(self):
        self.write(".gitignore", "*.py\n")
        self.write("a.py", "x = = 1\n")
        self.write("script", "#!/usr/bin/env python3\nx = = 1\n")
        self.assertEqual(self.check(), [])
        self.assertEqual(len(self.check("a.py", "script")), 2)

    def test_nothing_readable_and_nothing_there(self):
        self.assertEqual(self.run_doppelint("check").returncode, 0)
        done = self.run_doppelint("check", "missing.py")
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertEqual(done.stderr, b"error: no such file or folder: `missing.py`\n")
        self.write("bad.py", b"\xff")
        self.assertEqual(self.run_doppelint("check").returncode, 2)

    def test_help_and_version(self):
        for arguments in (["help"], ["--help"], ["check", "--help"], ["version"], ["--version"]):
            done = self.run_doppelint(*arguments)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            self.assertTrue(done.stdout)
        done = self.run_doppelint()
        self.assertEqual(done.returncode, 2)


if __name__ == "__main__":
    unittest.main()
