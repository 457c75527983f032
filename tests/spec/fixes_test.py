"""Fixes the spec programs that a safe fix applies to, and runs them before and after.

A fixed program must be Python, find its findings gone and none gained when it is analyzed again, and run. Its asserts
show the bug, so they may fail once it is gone: nothing else may. Without them it must run to its end.
"""
import ast
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import check  # noqa: E402

DOPPELINT = os.environ["DOPPELINT"]
SECONDS = 60


def doppelint(program, folder, *arguments):
    command = [DOPPELINT, "check", "--isolated", "--no-cache", *arguments]
    target = check.header(program, "target")
    if target:
        command += ["--target-version", target]
    done = subprocess.run([*command, "."], cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.returncode not in (0, 1):
        raise AssertionError(check.ended_badly(done.returncode, done.stderr))
    return done.stdout


def found(program, folder):
    all_found = json.loads(doppelint(program, folder, "--output-format", "json", "--min-confidence", "possible"))
    return collections.Counter((one["path"], one["code"]) for one in all_found)


def run(program, folder, *options):
    entry = folder / check.entry_of(program).relative_to(program.parent)
    return subprocess.run([sys.executable, "-B", "-W", "ignore", *options, entry.name], cwd=entry.parent,
                          capture_output=True, text=True, timeout=SECONDS, check=False)


def can_run(program):
    needs = check.header(program, "needs")
    target = check.header(program, "target")
    missing = needs and subprocess.run([sys.executable, "-c", f"import {needs}"], capture_output=True,
                                       check=False).returncode
    return not missing and not (target and not sys.version.startswith(target + "."))


def shows_the_bug(folder, done):
    """Whether the program ended because its proof does not hold any more: an assert, what is worked out for one, or a
    `raise` of the module's own, where it says that what it waited for did not come."""
    if last_line(done).startswith("AssertionError"):
        return True
    frames = re.findall(r'File "(.+?)", line (\d+), in (.+)', done.stderr)
    for path, line, function in frames:
        source = folder / path
        if not source.is_file() or folder not in source.resolve().parents:
            continue
        tree = ast.parse(source.read_text(encoding="utf-8"))
        is_own = function == "<module>" and (path, line, function) == frames[-1]
        proofs = (ast.Assert, ast.Raise) if is_own else ast.Assert
        nodes = (node for node in ast.walk(tree) if isinstance(node, proofs))
        if any(node.lineno <= int(line) <= node.end_lineno for node in nodes):
            return True
    return False


def last_line(done):
    return (done.stderr.strip().splitlines() or [""])[-1]


def problems(program, before, after):
    """What is wrong with the fixed program."""
    for source in sorted(after.rglob("*.py")):
        try:
            compile(source.read_text(encoding="utf-8"), str(source), "exec")
        except SyntaxError as error:
            yield f"is no Python: {error}"
            return
    earlier, later = found(program, before), found(program, after)
    if later - earlier:
        yield f"gained {dict(later - earlier)}"
    if later.total() >= earlier.total():
        yield "lost no finding"
    if not can_run(program):
        return
    done = run(program, after)
    if done.returncode and not shows_the_bug(after, done):
        yield f"does not run: {last_line(done)}"
    if run(program, before, "-O").returncode == 0:
        done = run(program, after, "-O")
        if done.returncode and not shows_the_bug(after, done):
            yield f"does not run without its asserts: {last_line(done)}"


def outcome(program):
    """Whether something was fixed, and what is wrong with it."""
    with tempfile.TemporaryDirectory(prefix="fixes-") as temporary:
        before, after = (pathlib.Path(temporary).resolve() / name for name in ("before", "after"))
        before.mkdir()
        check.copy_blanked(program, before)
        if not doppelint(program, before, "--diff", "--quiet"):
            return False, []
        shutil.copytree(before, after)
        doppelint(program, after, "--fix", "--quiet")
        return True, list(problems(program, before, after))


class Fixes(unittest.TestCase):
    def test_fixed_programs_run(self):
        chosen = list(check.programs([]))
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            outcomes = list(pool.map(outcome, chosen))
        print(f"{sum(fixed for fixed, _ in outcomes)} of {len(chosen)} programs have a safe fix")
        wrong = [f"{program.relative_to(check.HERE)}: {problem}"
                 for program, (_, all_wrong) in zip(chosen, outcomes) for problem in all_wrong]
        self.assertFalse(wrong, "\n" + "\n".join(wrong))


if __name__ == "__main__":
    unittest.main()
