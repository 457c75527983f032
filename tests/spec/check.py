#!/usr/bin/env python3
"""Checks the spec programs: that CPython agrees with their labels, and that doppelint does.

    check.py                          run every program under this Python; fail where an assert fails
    check.py --doppelint BIN          compare BIN's findings with the labels; print what differs, then a table;
                                      fail only where BIN could not do its work
    check.py --doppelint BIN --most-missed N
                                      fail where more than N findings are missed, or any false alarm is raised, too
    check.py --doppelint BIN 101 4    only folders whose code starts so

doppelint reads copies in which the labels are blanked, so that it cannot have learned from them.
"""
import argparse
import collections
import concurrent.futures
import json
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
MARK = re.compile(r"#\s*(expect|or):\s*((?:DPL\d{3})(?:\s*\|\s*DPL\d{3})*)\s*$")
LABEL = re.compile(r"#[^\S\n]*(?:expect|or|silent|what|target|needs):[^\n]*")


# Programs and their labels

def programs(prefixes):
    for folder in sorted(p for p in HERE.iterdir() if p.is_dir() and re.match(r"\d{3}_", p.name)):
        if prefixes and not any(folder.name.startswith(p) for p in prefixes):
            continue
        for entry in sorted(folder.iterdir()):
            if entry.suffix == ".py" or (entry.is_dir() and (entry / "main.py").exists()):
                yield entry


def sources(program):
    return [program] if program.is_file() else sorted(program.rglob("*.py"))


def entry_of(program):
    return program if program.is_file() else program / "main.py"


def header(program, key):
    for line in entry_of(program).read_text(encoding="utf-8").splitlines()[:3]:
        found = re.match(rf"#\s*{key}:\s*(\S+)", line)
        if found:
            return found.group(1)
    return None


def labels(path):
    """(expected, alternatives): line -> set of codes."""
    expected, alternatives = {}, {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = MARK.search(line)
        if found:
            into = expected if found.group(1) == "expect" else alternatives
            into[number] = set(re.findall(r"DPL\d{3}", found.group(2)))
    return expected, alternatives


def blanked(text):
    """The text with labels turned into comments that say nothing; every line and column stays."""
    return LABEL.sub(lambda label: "#" + "-" * (len(label[0]) - 1), text)


def copy_blanked(program, folder):
    """Copies the program into the folder, its labels blanked; gives back the copy."""
    copy = folder / program.name
    for source in sources(program):
        target = folder / source.relative_to(program.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(blanked(source.read_bytes().decode("utf-8")).encode("utf-8"))
    return copy


# Against CPython

def prove(program, seconds):
    """`ok`, `skipped: …` or `FAILS …`."""
    needs = header(program, "needs")
    if needs and subprocess.run([sys.executable, "-c", f"import {needs}"], capture_output=True, check=False).returncode:
        return f"skipped: {needs} is not installed"
    target = header(program, "target")
    if target and not sys.version.startswith(target + "."):
        return f"skipped: holds for Python {target}"
    entry = entry_of(program)
    command = [sys.executable, "-B", "-W", "ignore", entry.name]
    try:
        done = subprocess.run(command, cwd=entry.parent, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return f"FAILS not done after {seconds} s"
    if done.returncode == 0:
        return "ok"
    return "FAILS " + (done.stderr.strip().splitlines() or ["no message"])[-1]


def prove_all(chosen, arguments):
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        said = list(pool.map(lambda program: prove(program, arguments.seconds), chosen))
    for program, outcome in zip(chosen, said):
        if outcome != "ok":
            print(f"{program.relative_to(HERE)}: {outcome}")
    skipped = sum(outcome.startswith("skipped") for outcome in said)
    failed = sum(outcome.startswith("FAILS") for outcome in said)
    print(f"{len(chosen)} programs under Python {sys.version.split()[0]}: "
          f"{len(chosen) - skipped - failed} hold, {skipped} skipped, {failed} failed")
    return 1 if failed else 0


# Against doppelint

class Outcome(NamedTuple):
    findings: dict  # source -> sorted (line, code, message)
    error: str  # why there are none, or ""


def ended_badly(status, stderr):
    how = signal.Signals(-status).name if status < 0 else f"exit status {status}"
    return f"{how}: {stderr.strip()[:300]}"


def findings(doppelint, program, seconds):
    command = [doppelint, "check", "--isolated", "--no-cache", "--output-format", "json"]
    target = header(program, "target")
    if target:
        command += ["--target-version", target]
    with tempfile.TemporaryDirectory(prefix="spec-") as temporary:
        folder = pathlib.Path(temporary).resolve()
        copy = copy_blanked(program, folder)
        try:
            done = subprocess.run([*command, str(copy)], capture_output=True, text=True, timeout=seconds, check=False)
            if done.returncode not in (0, 1):
                return Outcome({}, ended_badly(done.returncode, done.stderr))
            by_file = collections.defaultdict(list)
            for one in json.loads(done.stdout or "[]"):
                original = program.parent / pathlib.Path(one["path"]).resolve().relative_to(folder)
                by_file[original].append((one["start"]["line"], one["code"], one["message"]))
        except subprocess.TimeoutExpired:
            return Outcome({}, f"not done after {seconds} s")
        except (ValueError, KeyError, TypeError) as error:
            return Outcome({}, f"its JSON cannot be used: {error!r}")
    return Outcome({path: sorted(ones) for path, ones in by_file.items()}, "")


class Score(NamedTuple):
    found: int
    missed: list  # (source, line, codes)
    false_alarms: list  # (source, line, code, message)


def score(program, by_file):
    wanted, on_or_lines, false_alarms = {}, [], []
    for path in sources(program):
        expected, alternatives = labels(path)
        wanted.update({(path, line): codes for line, codes in expected.items()})
        for line, code, message in by_file.get(path, []):
            if code in alternatives.get(line, ()):
                on_or_lines.append((path, line, code))
            elif code not in expected.get(line, ()):
                false_alarms.append((path, line, code, message))
    count = len(wanted)
    missed = {(path, line): codes for (path, line), codes in wanted.items()
              if not any(at == line and code in codes for at, code, _ in by_file.get(path, []))}
    for path, line, code in on_or_lines:  # one on an "or" line stands for the nearest label of that rule
        near = [at for at, codes in missed.items() if code in codes]
        if near:
            del missed[min(near, key=lambda at: (at[0] != path, abs(at[1] - line)))]
    return Score(count - len(missed), [(*at, codes) for at, codes in missed.items()], false_alarms)


def print_differences(one):
    for path, line, code, message in one.false_alarms:
        print(f"{path.relative_to(HERE)}:{line}: false alarm {code} {message}")
    for path, line, codes in one.missed:
        print(f"{path.relative_to(HERE)}:{line}: missed {' | '.join(sorted(codes))}")


def compare_all(doppelint, chosen, arguments):
    table = collections.defaultdict(lambda: [0, 0, 0])  # found, missed, false alarms
    right = broken = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        outcomes = list(pool.map(lambda program: findings(doppelint, program, arguments.seconds), chosen))
    for program, outcome in zip(chosen, outcomes):
        if outcome.error:
            broken += 1
            print(f"{program.relative_to(HERE)}: {outcome.error}")
        one = score(program, outcome.findings)
        if not arguments.quiet:
            print_differences(one)
        right += not (outcome.error or one.missed or one.false_alarms)
        row = table[program.parent.name]
        for column, more in enumerate((one.found, len(one.missed), len(one.false_alarms))):
            row[column] += more
    for name, row in sorted(table.items()):
        print(f"{name:36} found {row[0]:3} missed {row[1]:3} false alarms {row[2]:3}")
    found, missed, false_alarms = (sum(row[i] for row in table.values()) for i in range(3))
    failed = f", could not be analyzed {broken}" if broken else ""
    print(f"programs right {right} of {len(chosen)}; found {found}, missed {missed}, false alarms {false_alarms}{failed}")
    is_worse = arguments.most_missed is not None and (missed > arguments.most_missed or false_alarms)
    return 1 if broken or is_worse else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--doppelint", type=pathlib.Path, help="the binary to compare")
    parser.add_argument("--most-missed", type=int, help="fail where more is missed, and on false alarms")
    parser.add_argument("--quiet", action="store_true", help="the table only")
    parser.add_argument("--jobs", type=int, default=2, help="programs at a time (default 2)")
    parser.add_argument("--seconds", type=int, default=60, help="time for one program (default 60)")
    parser.add_argument("prefix", nargs="*")
    arguments = parser.parse_args()
    chosen = list(programs(arguments.prefix))
    if not chosen:
        sys.exit("check.py: no program has such a code.")
    if not arguments.doppelint:
        return prove_all(chosen, arguments)
    doppelint = arguments.doppelint.resolve()
    if not doppelint.exists():
        sys.exit(f"check.py: there is no {doppelint}.")
    return compare_all(str(doppelint), chosen, arguments)


if __name__ == "__main__":
    sys.exit(main())
