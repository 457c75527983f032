"""Runs a program and notes what each of its `is` and `is not` answers. Works on CPython 3.8 and newer."""

import ast
import contextlib
import io
import warnings

CHANGEABLE = (list, dict, set, bytearray)
VALUES = (int, float, complex, str, bytes, tuple, frozenset)


class Rewriter(ast.NodeTransformer):
    """`a is b` becomes a call that gets both sides; places are (line, column) as doppelint counts them."""

    def __init__(self, text):
        self.lines = text.splitlines()
        self.places = []

    def visit_Compare(self, node):
        self.generic_visit(node)
        if len(node.ops) != 1 or not isinstance(node.ops[0], (ast.Is, ast.IsNot)):
            return node
        before = self.lines[node.lineno - 1].encode("utf-8")[:node.col_offset].decode("utf-8")
        self.places.append((node.lineno, len(before) + 1))
        name = "__is__" if isinstance(node.ops[0], ast.Is) else "__is_not__"
        number = ast.Constant(value="place %d" % (len(self.places) - 1), kind=None)
        call = ast.Call(func=ast.Name(id=name, ctx=ast.Load()), args=[number, node.left, node.comparators[0]], keywords=[])
        return ast.fix_missing_locations(ast.copy_location(call, node))


def can_change(value):
    """Of an instance of a program's own class: unless it is a value of a builtin type."""
    return isinstance(value, CHANGEABLE) or (type(value).__module__ == "program" and not isinstance(value, VALUES))


def answers(text):
    """[[line, column, answers]…]: the letters T and F, and M where both sides were objects that can change."""
    rewriter = Rewriter(text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = rewriter.visit(ast.parse(text))
        code = compile(tree, "<program>", "exec")
    found = {}

    def note(number, left, right, answer):
        letters = found.setdefault(number, set())
        letters.add("T" if answer else "F")
        if can_change(left) and can_change(right):
            letters.add("M")
        return answer

    names = {
        "__name__": "program",
        "__is__": lambda number, left, right: note(number, left, right, left is right),
        "__is_not__": lambda number, left, right: note(number, left, right, left is not right),
    }
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, names)
    return [list(place) + ["".join(sorted(found.get("place %d" % number, "")))] for number, place in enumerate(rewriter.places)]
