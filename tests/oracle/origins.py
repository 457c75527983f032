"""Checks that nothing of a program is lost: each node of Python's `ast` that does something is, by its kind
and range, the origin of exactly one instruction; and each such instruction comes from such a node.

    origins.py check --probe front_probe [L|T|LT|folder|file]...   with the Python that runs this script
    origins.py compare --probe front_probe --root folder < records  files below `root`, parsed elsewhere

Works on CPython 3.8 and newer; `dump_line` also inside Pyodide. Names inside formatted strings are compared
from 3.12 on, where `ast` knows their places.
"""

import argparse
import collections
import functools
import json
import os
import re
import sys
import warnings

import corpus
import executed

SHOWN = 3

# Instructions that no node of `ast` stands for, by opcode and by the grammar's word for where they come from.
SYNTHESIZED = {
    ("call", "decorator"): "`@d` calls d with what it decorates",
    ("call", "generator_expression"): "a generator expression is a function that is called at once",
    ("yield_value", "generator_expression"): "a generator expression yields its element",
    ("yield_from", "generator_expression"): "3.15: `(*x for x in y)` yields from it",
    ("raise", "assert_statement"): "an assertion raises",
    ("read", "boolean_operator"): "what `x or y` gives of x is x as it is behind its test",
    ("get_attribute", "keyword_pattern"): "`C(x=1)` reads the attribute x",
}
SYNTHESIZED.update(
    (("compare", operator), "a chain of comparisons has one at each operator but the last")
    for operator in ("<", "<=", "==", "!=", "<>", ">", ">=", "in", "not in", "is", "is not")
)

# The same where annotations are evaluated on request (3.14): they are functions, kept under a name.
SYNTHESIZED_ON_REQUEST = {
    ("make_function", "function_definition"),
    ("make_function", "class_definition"),
    ("make_function", "module"),
    ("store_local_name", "class_definition"),
    ("store_global", "module"),
}

CHECKED = frozenset().union(
    *executed.SIMPLE.values(),
    *(it for row in executed.BY_CONTEXT.values() for it in row if it),
    {"in_place", "import_module", "import_member", "import_star"},
) - {"branch"}

# A block may end with comments, which `ast` does not count as a part of it.
WITH_BLOCK = ("FunctionDef", "AsyncFunctionDef", "ClassDef", "Tuple/Load")
COMMENTS = re.compile(rb"(?:[\s;\\]|#[^\n]*(?:\n|$))*")


def instructions_of(answer, words):
    """(opcode, begin, end, kind of node) of every instruction."""
    for opcode, begin, end, kind, *_ in answer["instructions"]:
        yield words["opcodes"][opcode], begin, end, words["kinds"][kind]


def record_of(path):
    """What this Python says of a file."""
    record = {"path": path, "version": list(sys.version_info[:2])}
    try:
        data = corpus.decoded(path)
        record.update(executed.executed(data)._asdict(), compiled=is_compiled(data))
    except (SyntaxError, ValueError, RecursionError, MemoryError, LookupError) as error:
        record["error"] = str(error)
    return record


def is_compiled(data):
    """`ast` accepts more than the compiler does."""
    try:
        compile(data.decode("utf-8"), "", "exec", dont_inherit=True)
        return True
    except (SyntaxError, ValueError):
        return False
    except SystemError:  # 3.12's compiler stumbles over `__class__` in a comprehension of a class body
        return True


def dump_line(path):
    warnings.simplefilter("ignore")
    return json.dumps(record_of(path))


def compare(record, path, answer, words):
    """The differences of one file as (cause, place), none if this Python does not accept it; and the
    exceptions met in it."""
    if "error" in record:
        return None, {}
    if "error" in answer:
        return [("cannot be read: " + answer["error"], path)], {}
    if answer["problems"] and not record["compiled"]:
        return None, {}
    data = corpus.decoded(path)
    places = Lines(path, data)
    causes = [("problem: " + message, places.at(begin)) for begin, _, message in answer["problems"]]
    if any(it[1] for it in answer["functions"]):
        causes.append(("a function is incomplete", path))
    found = Found(instructions_of(answer, words), data)
    for it in record["expected"]:
        it = executed.Expected(*it)
        if not found.take(it):
            causes.append(("lost: %s (%s)" % (it.kind, "|".join(it.opcodes)), places.at(it.begin, it.end)))
    expected_elsewhere = Elsewhere(record)
    for opcode, kind, begin, end in found.left():
        if not expected_elsewhere.has(opcode, kind, begin, end):
            causes.append(("of no node: %s at %s" % (opcode, kind), places.at(begin, end)))
    return causes, record["exceptions"]


class Elsewhere:
    """Instructions that may stand somewhere although no node of `ast` asks for them."""

    def __init__(self, record):
        self.opaque = record["opaque"]
        self.on_request = tuple(record["version"]) >= (3, 14)
        self.handler_names = set(map(tuple, record["handler_names"]))

    def has(self, opcode, kind, begin, end):
        if (opcode, kind) in SYNTHESIZED or (self.on_request and (opcode, kind) in SYNTHESIZED_ON_REQUEST):
            return True
        if opcode == "return_value" and kind != "return_statement":
            return True  # the end of a body returns None; a lambda, its expression
        if opcode in executed.STORE + executed.DELETE and (begin, end) in self.handler_names:
            return True  # every way out of an `except E as e` sets e to None and deletes it
        return any(first <= begin and end <= last for first, last in self.opaque)


class Found:
    """The instructions of one file, to be taken one by one."""

    def __init__(self, instructions, data):
        self.data = data
        self.rows = collections.defaultdict(list)  # by begin
        for opcode, begin, end, kind in instructions:
            self.rows[begin].append((opcode, kind, end))

    def take(self, expected):
        rows = self.rows[expected.begin]
        for place, (opcode, _, end) in enumerate(rows):
            if opcode in expected.opcodes and self.ends_fit(expected, end):
                del rows[place]
                return True
        return False

    def ends_fit(self, expected, end):
        if expected.kind not in WITH_BLOCK or end <= expected.end:
            return end == expected.end
        return COMMENTS.fullmatch(self.data, expected.end, end) is not None

    def left(self):
        for begin, rows in self.rows.items():
            for opcode, kind, end in rows:
                if opcode in CHECKED:
                    yield opcode, kind, begin, end


class Lines:
    """Names places of a file for people."""

    def __init__(self, path, data):
        self.path = path
        self.data = data

    def at(self, begin, end=None):
        text = self.data[begin : end or begin].decode("utf-8", "replace")
        line = self.data.count(b"\n", 0, begin) + 1
        return "%s:%d: %s" % (self.path, line, " ".join(text.split())[:100])


def compare_records(probe, root, records):
    paths = [os.path.join(root, record["path"]) for record in records]
    mode = "on-request" if tuple(records[0]["version"]) >= (3, 14) else "executed"
    output = corpus.run_probe(probe, "origins", paths, "--annotations", mode)
    words, *answers = [json.loads(line.decode("utf-8", "surrogatepass")) for line in output.splitlines()]
    assert len(answers) == len(paths), "the probe answered for %d of %d files" % (len(answers), len(paths))
    return [compare(*row, words) for row in zip(records, paths, answers)]


def compare_lines(probe, root, lines):
    return compare_records(probe, root, [json.loads(line) for line in lines])


def check_chunk(probe, paths):
    warnings.simplefilter("ignore")
    return compare_records(probe, "", [record_of(path) for path in paths])


def totals(results):
    """Files by outcome, places by cause, and how often each exception was met."""
    outcomes, causes, exceptions = collections.Counter(), collections.defaultdict(list), collections.Counter()
    for chunk in results:
        for differences, met in chunk:
            outcomes["not Python here" if differences is None else "different" if differences else "same"] += 1
            exceptions.update(met)
            for cause, place in differences or []:
                causes[cause].append(place)
    return outcomes, causes, exceptions


def main():
    sys.setrecursionlimit(20000)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["check", "compare"])
    parser.add_argument("--probe", required=True)
    parser.add_argument("--root", default="")
    parser.add_argument("paths", nargs="*")
    options = parser.parse_intermixed_args()
    if options.command == "compare":
        work = functools.partial(compare_lines, corpus.existing(options.probe), options.root)
        chunks = corpus.in_chunks(sys.stdin.read().splitlines())
    else:
        work = functools.partial(check_chunk, corpus.existing(options.probe))
        chunks = corpus.in_chunks(corpus.expand(options.paths or ["L"]))
    return finish(*totals(corpus.in_parallel(work, chunks)))


def finish(outcomes, causes, exceptions):
    shown = int(os.environ.get("ORACLE_SHOWN", SHOWN))
    for cause, places in sorted(causes.items(), key=lambda item: -len(item[1])):
        print("%s: %d" % (cause, len(places)))
        for place in places[:shown]:
            print("    " + place)
    for exception, count in sorted(exceptions.items()):
        print("excepted: %6d × %s" % (count, executed.EXCEPTIONS[exception]))
    print(", ".join("%s: %d" % item for item in sorted(outcomes.items())))
    return 1 if causes or not outcomes["same"] else 0


if __name__ == "__main__":
    sys.exit(main())
