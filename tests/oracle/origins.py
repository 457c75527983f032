"""Checks that nothing of a program is lost: each node of Python's `ast` that does something is, by its kind
and range, the origin of exactly one instruction; and each such instruction comes from such a node.

    origins.py --probe front_probe [L|T|LT|folder|file]...

Works on CPython 3.8 and newer; names inside formatted strings are compared from 3.12 on, where `ast` knows
their places.
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
    ("raise", "assert_statement"): "an assertion raises",
    ("get_attribute", "keyword_pattern"): "`C(x=1)` reads the attribute x",
}
SYNTHESIZED.update(
    (("compare", operator), "a chain of comparisons has one at each operator but the last")
    for operator in ("<", "<=", "==", "!=", "<>", ">", ">=", "in", "not in", "is", "is not")
)

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


def compare(path, answer, words):
    """The differences of one file as (cause, place); none if this Python does not accept it."""
    try:
        data = corpus.decoded(path)
        program = executed.executed(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError, LookupError):
        return None
    if "error" in answer:
        return [("cannot be read: " + answer["error"], path)]
    if answer["problems"] and not is_compiled(data):
        return []  # `ast` accepts more than the compiler does
    places = Lines(path, data)
    causes = [("problem: " + message, places.at(begin)) for begin, _, message in answer["problems"]]
    if any(it[1] for it in answer["functions"]):
        causes.append(("a function is incomplete", path))
    found = Found(instructions_of(answer, words), data)
    for it in program.expected:
        if not found.take(it):
            cause = "lost: %s (%s)" % (it.kind, "|".join(sorted(it.opcodes)))
            causes.append((cause, places.at(it.begin, it.end)))
    for opcode, kind, begin, end in found.left():
        if not is_expected(program, opcode, kind, begin, end):
            causes.append(("of no node: %s at %s" % (opcode, kind), places.at(begin, end)))
    return causes


def is_compiled(data):
    try:
        compile(data.decode("utf-8"), "", "exec", dont_inherit=True)
        return True
    except (SyntaxError, ValueError):
        return False


def is_expected(program, opcode, kind, begin, end):
    """Whether an instruction may stand there although no node of `ast` asks for it."""
    if (opcode, kind) in SYNTHESIZED:
        return True
    if opcode == "return_value" and kind != "return_statement":
        return True  # the end of a body returns None; a lambda, its expression
    if opcode in executed.DELETE and (begin, end) in program.handler_names:
        return True
    return any(first <= begin and end <= last for first, last in program.opaque)


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


def compare_chunk(probe, mode, paths):
    warnings.simplefilter("ignore")
    output = corpus.run_probe(probe, "origins", paths, "--annotations", mode)
    words, *answers = [json.loads(line.decode("utf-8", "surrogatepass")) for line in output.splitlines()]
    assert len(answers) == len(paths), "the probe answered for %d of %d files" % (len(answers), len(paths))
    return [compare(path, answer, words) for path, answer in zip(paths, answers)]


def main():
    sys.setrecursionlimit(20000)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--probe", required=True)
    parser.add_argument("paths", nargs="*")
    options = parser.parse_intermixed_args()
    mode = "on-request" if sys.version_info >= (3, 14) else "executed"
    work = functools.partial(compare_chunk, options.probe, mode)
    outcomes, causes = collections.Counter(), collections.defaultdict(list)
    for results in corpus.in_parallel(work, corpus.in_chunks(corpus.expand(options.paths or ["L"]))):
        for result in results:
            outcomes["not Python here" if result is None else "different" if result else "same"] += 1
            for cause, place in result or []:
                causes[cause].append(place)
    return finish(outcomes, causes)


def finish(outcomes, causes):
    shown = int(os.environ.get("ORACLE_SHOWN", SHOWN))
    for cause, places in sorted(causes.items(), key=lambda item: -len(item[1])):
        print("%s: %d" % (cause, len(places)))
        for place in places[:shown]:
            print("    " + place)
    print(", ".join("%s: %d" % item for item in sorted(outcomes.items())))
    return 1 if causes or not outcomes["same"] else 0


if __name__ == "__main__":
    sys.exit(main())
