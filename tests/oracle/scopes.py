"""Compares doppelint's scopes with those of Python's own `symtable`.

    scopes.py check --probe front_probe [L|T|LT|folder|file]...   with the Python that runs this script
    scopes.py dump < list-of-files > tables                        Python's half alone, one JSON line per file
    scopes.py compare --probe front_probe --root folder < tables   tables dumped elsewhere, of files below `root`

Works on CPython 3.8 and newer; `dump` also inside Pyodide, which is how 3.14 and 3.15 are asked.
"""

import argparse
import collections
import functools
import json
import os
import sys

import scope_tables

SHOWN = 25


class Report:
    """Counts files by outcome and keeps the first differences."""

    def __init__(self):
        self.counts = collections.Counter()
        self.differences = []

    def add(self, outcome, differences):
        self.counts[outcome] += 1
        self.differences += differences

    def finish(self):
        shown = int(os.environ.get("ORACLE_SHOWN", SHOWN))
        for line in self.differences[:shown]:
            print(line)
        if len(self.differences) > shown:
            print("… and %d more differences" % (len(self.differences) - shown))
        print(", ".join("%s: %d" % item for item in sorted(self.counts.items())))
        return 1 if self.differences or not self.counts["same"] else 0


def dump_line(path):
    with open(path, "rb") as file:
        source = file.read()
    record = {"path": path, "version": list(sys.version_info[:2])}
    record.update(scope_tables.tables_of_python(source, path))
    return json.dumps(record)


def compare_file(python, probe):
    """The outcome and the differences of one file."""
    if "error" in python:
        return "not Python here", []
    version = tuple(python["version"])
    reason = scope_tables.excepted_file(python, version)
    if reason:
        return "excepted (%s)" % reason, []
    expected = scope_tables.of_python(python["table"], version)
    found = scope_tables.of_probe(probe["scopes"], version)
    differences = scope_tables.differences(expected, found, version)
    lines = ["%s (%d.%d): %s" % ((python["path"],) + version + (it,)) for it in differences]
    return ("different" if lines else "same"), lines


def compare_chunk(probe, root, lines):
    import corpus

    records = [json.loads(line) for line in lines]
    paths = [os.path.join(root, record["path"]) for record in records]
    mode = "on-request" if tuple(records[0]["version"]) >= (3, 14) else "executed"
    output = corpus.run_probe(probe, "scopes", paths, "--annotations", mode)
    answers = [json.loads(line.decode("utf-8", "surrogatepass")) for line in output.splitlines()]
    assert len(answers) == len(records), "the probe answered for %d of %d files" % (len(answers), len(records))
    return [compare_file(record, answer) for record, answer in zip(records, answers)]


def check_chunk(probe, paths):
    return compare_chunk(probe, "", [dump_line(path) for path in paths])


def compare_all(work, chunks):
    import corpus

    report = Report()
    for results in corpus.in_parallel(work, chunks):
        for outcome, differences in results:
            report.add(outcome, differences)
    return report.finish()


def main():
    sys.setrecursionlimit(20000)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["check", "dump", "compare"])
    parser.add_argument("--probe")
    parser.add_argument("--root", default="")
    parser.add_argument("paths", nargs="*")
    options = parser.parse_intermixed_args()
    if options.command == "dump":
        for path in sys.stdin.read().splitlines():
            print(dump_line(path))
        return 0
    import corpus

    if options.command == "compare":
        work = functools.partial(compare_chunk, corpus.existing(options.probe), options.root)
        return compare_all(work, corpus.in_chunks(sys.stdin.read().splitlines()))
    work = functools.partial(check_chunk, corpus.existing(options.probe))
    return compare_all(work, corpus.in_chunks(corpus.expand(options.paths or ["L"])))


if __name__ == "__main__":
    sys.exit(main())
