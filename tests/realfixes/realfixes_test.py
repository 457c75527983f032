#!/usr/bin/env python3
"""Bugs that real projects fixed: doppelint finds them before the fix, and is silent after it.

fixtures/realfixes holds a program from before and one from after each fix, as a file or as a folder with a main.py.
Labels are those of tests/spec, and are kept from doppelint as they are there: `# expect:` marks the line where a
finding should stand, `# or:` another line where it may stand. The environment variable DOPPELINT names the program.
"""
import concurrent.futures
import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/spec"))
import check  # noqa: E402

FOUND_AT_LEAST = 0.7  # of the bugs; after the fix nothing at all may be found
SECONDS = 60  # for one program


def pairs():
    for folder in sorted((ROOT / "fixtures/realfixes").iterdir()):
        if folder.is_dir():
            yield tuple(next(folder.glob(f"{name}*")) for name in ("before", "after"))


def shown(path):
    return path.relative_to(ROOT / "fixtures/realfixes").as_posix()


def missed(before, by_file):
    """(line as text, codes) of the bug, or None if it was found."""
    wanted = []
    for path in check.sources(before):
        expected, alternatives = check.labels(path)
        wanted += [(f"{shown(path)}:{line}", codes) for line, codes in expected.items()]
        for line, code, _ in by_file.get(path, []):
            if code in expected.get(line, ()) or code in alternatives.get(line, ()):
                return None
    return wanted[0]


def examine(doppelint, pair):
    """Lines to print, found before the fix, silent after it."""
    before, after = pair
    lines = [f"{shown(program)}: {outcome}" for program in pair
             if (outcome := check.prove(program, SECONDS)).startswith("FAILS")]
    first, second = (check.findings(doppelint, program, SECONDS) for program in pair)
    lines += [f"{shown(program)}: {one.error}" for program, one in zip(pair, (first, second)) if one.error]
    broken = bool(lines)
    miss = missed(before, first.findings)
    if miss:
        lines.append(f"{miss[0]}: missed {' | '.join(sorted(miss[1]))}")
    lines += [f"{shown(path)}:{line}: false alarm {code} {message}"
              for path, ones in second.findings.items() for line, code, message in ones]
    return lines, miss is None, not any(second.findings.values()), broken


def main():
    doppelint = os.environ.get("DOPPELINT")
    if not doppelint:
        sys.exit("realfixes_test.py: the environment variable DOPPELINT has to name the program.")
    chosen = list(pairs())
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        rows = list(pool.map(lambda pair: examine(doppelint, pair), chosen))
    for line in (line for lines, *_ in rows for line in lines):
        print(line)
    found = sum(row[1] for row in rows)
    silent = sum(row[2] for row in rows)
    print(f"found {found} of {len(chosen)} before the fix, silent on {silent} of {len(chosen)} after it")
    enough = bool(chosen) and found >= FOUND_AT_LEAST * len(chosen)
    return 0 if enough and silent == len(chosen) and not any(row[3] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
