"""What Python's `ast` says is executed in a text: one `Expected` for each node that does something.

Works on CPython 3.8 and newer.
"""

import ast
import collections
import re
import sys

# The instructions that may come from a node, by what the node is.
LOAD = ("load_cell", "load_global", "load_local_name", "read", "read_checked")
STORE = ("bind", "store_cell", "store_global", "store_local_name")
DELETE = ("delete_cell", "delete_global", "delete_local_name", "unbind")

SIMPLE = {
    "Call": ("call",),
    "Compare": ("compare",),
    "BinOp": ("binary",),
    "UnaryOp": ("unary", "branch"),  # the `not` of a condition turns its branch around
    "ListComp": ("make_list",),
    "SetComp": ("make_set",),
    "DictComp": ("make_dict",),
    "GeneratorExp": ("make_function",),
    "Set": ("make_set",),
    "Dict": ("make_dict",),
    "Lambda": ("make_function",),
    "FunctionDef": ("make_function",),
    "AsyncFunctionDef": ("make_function",),
    "ClassDef": ("make_class",),
    "Return": ("return_value",),
    "Yield": ("yield_value",),
    "YieldFrom": ("yield_from",),
    "Await": ("await_value",),
    "Raise": ("raise",),
    "TypeAlias": ("make_type_alias",),
    "MatchValue": ("compare",),
    "MatchSingleton": ("compare",),
    "TypeVar": ("make_type_variable",),
    "TypeVarTuple": ("make_type_variable",),
    "ParamSpec": ("make_type_variable",),
    "ExtSlice": ("make_tuple",),  # 3.8: `a[1:2, 3]`
}
BY_CONTEXT = {
    "Name": (LOAD, STORE, DELETE),
    "Attribute": (("get_attribute",), ("set_attribute",), ("delete_attribute",)),
    "Subscript": (("get_item",), ("set_item",), ("delete_item",)),
    "List": (("make_list",), ("unpack",), None),
    "Tuple": (("make_tuple",), ("unpack",), None),
}
CONTEXTS = {"Load": 0, "Store": 1, "Del": 2}

Expected = collections.namedtuple("Expected", "kind opcodes begin end")

# Nodes of an executed kind that no instruction stands for, or whose instruction cannot be told.
EXCEPTIONS = {
    "declaration": "`x: int` alone binds nothing",
    "annotation of a local": "annotations of local variables never run",
    "annotation as text": "under `from __future__ import annotations` annotations are text",
    "control": "`if not (a and b)`: the branches of the operands lead elsewhere, and nothing is negated",
    "overridden": "a `return` in a `try` whose `finally` always leaves never returns",
    "alternative": "names that several alternatives of a pattern bind are bound once, at the first",
    "number": "a number with a sign or an imaginary part is one constant in a pattern",
    "string": "before 3.12 `ast` does not know the places of what stands in a formatted string",
    "alias": "before 3.10 `ast` does not know the places of imported names",
}

# What a text executes; ranges whose inside this Python does not tell; names of `except` clauses, which are
# unbound on every way out of the clause; how often each of the exceptions was met.
Executed = collections.namedtuple("Executed", "expected opaque handler_names exceptions")

IDENTIFIER = rb"[A-Za-z0-9_\x80-\xff]+"
SPACE = rb"(?:[\s\\]|#[^\n]*)"

FORMATTED_STRINGS_HAVE_PLACES = sys.version_info >= (3, 12)


class Places:
    """Turns lines and columns of `ast` into byte offsets of the text."""

    def __init__(self, data):
        self.starts = [0]
        for line in data.split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def range(self, node):
        begin = self.starts[node.lineno - 1] + node.col_offset
        return begin, self.starts[node.end_lineno - 1] + node.end_col_offset


def executed(data, annotations_run=True):
    """The Executed of a text, given as UTF-8. Raises what `ast.parse` raises."""
    walk = Walk(data, ast.parse(data.decode("utf-8")), annotations_run)
    expected = list(walk.run())
    return Executed(expected, walk.opaque, walk.handler_names, walk.met)


class LastName:
    """The place of `b` in `a.b`."""

    def __init__(self, attribute):
        self.lineno = self.end_lineno = attribute.end_lineno
        self.end_col_offset = attribute.end_col_offset
        self.col_offset = attribute.end_col_offset - len(attribute.attr.encode("utf-8"))


class Walk:
    """Visits the tree with a stack of its own, and notes about nodes what only the nodes around them tell."""

    def __init__(self, data, tree, annotations_run):
        self.data = data
        self.places = Places(data)
        self.pending = [tree]
        self.in_function = {tree: False}
        self.updated = set()  # targets of `x += 1`: loaded and stored
        self.conditions = set()  # expressions that only decide where to go
        self.exceptions = {}  # nodes that EXCEPTIONS holds for
        self.met = collections.Counter()
        self.ranges = {}  # nodes whose range is that of another
        self.opaque = []
        self.handler_names = []
        self.annotations_run = annotations_run and not has_future_annotations(tree)

    def run(self):
        while self.pending:
            node = self.pending.pop()
            self.note(node)
            yield from self.expected(node)
            yield from self.names_bound_by(node)
            self.pending += self.parts(node)

    def range(self, node):
        return self.places.range(self.ranges.get(node, node))

    # --- What comes from a node

    def expected(self, node):
        kind = type(node).__name__
        if node in self.exceptions:
            self.met[self.exceptions[node]] += 1
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from self.expected_of_import(node)
        elif isinstance(node, ast.AugAssign):
            yield Expected(kind, ("in_place",), *self.range(node))
        elif kind in SIMPLE:
            yield Expected(kind, SIMPLE[kind], *self.range(node))
            for it in functions_of_types(node):
                place = self.with_parentheses(*self.range(it))
                yield Expected("function of " + kind, ("make_function",), *place)
        elif kind in BY_CONTEXT:
            context = type(node.ctx).__name__
            for it in ["Load", "Store"] if node in self.updated else [context]:
                opcodes = BY_CONTEXT[kind][CONTEXTS[it]]
                if opcodes:
                    yield Expected(kind + "/" + it, opcodes, *self.range(node))

    def expected_of_import(self, node):
        for alias in node.names:
            if not hasattr(alias, "lineno"):
                self.met["alias"] += 1
                continue
            begin, end = self.places.range(alias)
            if isinstance(node, ast.Import):
                opcode = "import_module"
            else:
                opcode = "import_star" if alias.name == "*" else "import_member"
            yield Expected("alias", (opcode,), begin, end)
            if alias.name != "*":
                names = list(re.finditer(IDENTIFIER, self.data[begin:end]))
                yield self.bound("name of alias", begin, names[-1 if alias.asname else 0])

    # --- Names that stand in the text, but not as a node of `ast`

    def names_bound_by(self, node):
        kind = "name of " + type(node).__name__
        if node in self.exceptions:
            return
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            begin, end = self.range(node)
            yield self.bound(kind, begin, self.search(rb"\b(?:def|class)" + SPACE + rb"+", begin, end))
        elif isinstance(node, ast.ExceptHandler) and node.name:
            begin, end = self.places.range(node.type)[1], self.range(node)[1]
            bound = self.bound(kind, begin, self.search(rb"\bas" + SPACE + rb"+", begin, end))
            self.handler_names.append((bound.begin, bound.end))
            yield bound
        elif type(node).__name__ in ("TypeVar", "TypeVarTuple", "ParamSpec"):
            begin, end = self.range(node)
            yield self.bound(kind, begin, self.search(b"", begin, end))
        elif type(node).__name__ in ("MatchAs", "MatchStar") and node.name:
            begin, end = self.range(node)
            yield self.bound(kind, begin, list(re.finditer(IDENTIFIER, self.data[begin:end]))[-1])
        elif type(node).__name__ == "MatchMapping" and node.rest:
            begin = max([self.range(node)[0]] + [self.range(it)[1] for it in node.patterns])
            yield self.bound(kind, begin, self.search(rb"\*\*" + SPACE + rb"*", begin, self.range(node)[1]))

    def search(self, before, begin, end):
        return re.search(before + rb"(" + IDENTIFIER + rb")", self.data[begin:end])

    @staticmethod
    def bound(kind, offset, match):
        begin, end = match.span(match.lastindex or 0)
        return Expected(kind, STORE, offset + begin, offset + end)

    # --- What is inside a node

    def parts(self, node):
        """The nodes inside `node` that run."""
        inside = self.in_function.pop(node, False)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self.in_function.update((it, True) for it in node.body)
        elif isinstance(node, ast.ClassDef):
            self.in_function.update((it, False) for it in node.body)
        parts = list(self.children(node, inside))
        for it in parts:
            self.in_function.setdefault(it, inside)
        return parts

    def children(self, node, inside):
        skipped = self.skipped_fields(node, inside)
        for field, value in ast.iter_fields(node):
            if field in skipped:
                continue
            for it in value if isinstance(value, list) else [value]:
                if isinstance(it, ast.AST) and not isinstance(it, (ast.expr_context, ast.operator, ast.alias)):
                    yield it

    def skipped_fields(self, node, inside):
        """Fields whose expressions never run, or stand at places that this Python does not tell."""
        if isinstance(node, (ast.JoinedStr, getattr(ast, "TemplateStr", ast.JoinedStr))):
            return () if FORMATTED_STRINGS_HAVE_PLACES else self.skipped("string", "values")
        if isinstance(node, ast.AnnAssign) and inside:
            return self.skipped("annotation of a local", "annotation")
        if self.annotations_run:
            return ()
        if isinstance(node, (ast.AnnAssign, ast.arg, ast.FunctionDef, ast.AsyncFunctionDef)):
            return self.skipped("annotation as text", "annotation", "returns")
        return ()

    def skipped(self, exception, *fields):
        self.met[exception] += 1
        return fields

    # --- Notes

    def note(self, node):
        kind = type(node).__name__
        if isinstance(node, ast.AugAssign):
            self.updated.add(node.target)
        elif isinstance(node, ast.AnnAssign):
            self.note_annotated(node)
        elif isinstance(node, ast.Subscript):
            self.note_index(node)
        elif isinstance(node, ast.JoinedStr) and not FORMATTED_STRINGS_HAVE_PLACES:
            self.opaque.append(self.range(node))
        elif isinstance(node, (ast.Import, ast.ImportFrom)) and sys.version_info < (3, 10):
            self.opaque.append(self.range(node))
        elif kind in ("Try", "TryStar"):
            self.note_overridden(node)
        elif kind == "Match":
            self.note_tuple(node.subject, node)
        elif isinstance(node, ast.ExceptHandler):
            self.note_tuple(node.type, node)
        elif kind.startswith("Match"):
            self.note_pattern(node)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) and node in self.conditions:
            if isinstance(node.operand, (ast.BoolOp, ast.UnaryOp)):
                self.exceptions[node] = "control"
        self.conditions.update(conditions_of(node, node in self.conditions))

    def note_annotated(self, node):
        if node.value is None:
            self.exceptions[node.target] = "declaration"
        if self.in_function.get(node):
            self.opaque.append(self.range(node.annotation))

    def note_tuple(self, node, statement):
        """`match x, y:` and 3.14's `except A, B:` have a tuple that stands nowhere in the text: it is the
        statement's."""
        if isinstance(node, ast.Tuple) and not self.has_parentheses(node):
            self.ranges[node] = statement

    def note_overridden(self, node):
        if node.finalbody and isinstance(node.finalbody[-1], (ast.Return, ast.Raise, ast.Break, ast.Continue)):
            for part in (node.body, node.handlers, node.orelse):
                for statement in part:
                    returns = (it for it in ast.walk(statement) if isinstance(it, ast.Return))
                    self.exceptions.update((it, "overridden") for it in returns)

    def note_pattern(self, node):
        """`-1` and `1 + 2j` in a pattern are one number, and `-1` stands at its digits: the grammar has no node
        for it in alternatives and keys. Of `a.b.c`, all but the whole stand at their names."""
        if type(node).__name__ == "MatchOr":
            for alternative in node.patterns[1:]:
                named = (it for it in ast.walk(alternative) if getattr(it, "name", getattr(it, "rest", None)))
                self.exceptions.update((it, "alternative") for it in named)
        values = [getattr(node, "value", None), getattr(node, "cls", None), *getattr(node, "keys", ())]
        for value in values:
            if not isinstance(value, ast.AST):
                continue
            operators = (it for it in ast.walk(value) if isinstance(it, (ast.UnaryOp, ast.BinOp)))
            self.exceptions.update((it, "number") for it in operators)
            if isinstance(value, ast.UnaryOp):
                self.ranges[node] = value.operand
            while isinstance(value, ast.Attribute):
                value = value.value
                if isinstance(value, ast.Attribute):
                    self.ranges[value] = LastName(value)

    def note_index(self, node):
        """`a[i, j]` has a tuple that stands nowhere in the text: it is the subscript's."""
        index = node.slice
        if type(index).__name__ == "Index" and hasattr(index, "value"):  # 3.8
            index = index.value
        if type(index).__name__ == "ExtSlice" or (isinstance(index, ast.Tuple) and not self.has_parentheses(index)):
            self.ranges[index] = node

    def with_parentheses(self, begin, end):
        """The range of an expression and the parentheses around it."""
        while True:
            start = self.data.rfind(b"(", 0, begin)
            before = start >= 0 and re.fullmatch(SPACE + rb"*", self.data[start + 1 : begin])
            after = re.match(SPACE + rb"*\)", self.data[end:])
            if not before or not after:
                return begin, end
            begin, end = start, end + after.end()

    def has_parentheses(self, node):
        begin, end = self.places.range(node)
        return self.data[begin : begin + 1] == b"(" and self.data[end - 1 : end] == b")" and self.is_one(begin, end)

    def is_one(self, begin, end):
        """Whether the parenthesis at `begin` is closed at the end. Good enough for indices: strings that hold
        parentheses would have to be unbalanced to fool it."""
        depth = 0
        for place in range(begin, end):
            depth += {b"(": 1, b")": -1}.get(self.data[place : place + 1], 0)
            if depth == 0:
                return place == end - 1
        return False


def functions_of_types(node):
    """The expressions of `type X[T: bound = default] = value` are functions, called when somebody asks."""
    if type(node).__name__ == "TypeAlias":
        return [node.value]
    parts = [getattr(node, "bound", None), getattr(node, "default_value", None)]
    return [it for it in parts if it is not None]


def conditions_of(node, is_condition):
    """The expressions directly in `node` whose value only decides where to go."""
    if isinstance(node, (ast.If, ast.While, ast.IfExp, ast.Assert)):
        return [node.test]
    if isinstance(node, ast.comprehension):
        return node.ifs
    if type(node).__name__ == "match_case" and node.guard:
        return [node.guard]
    if isinstance(node, ast.BoolOp):
        return node.values if is_condition else []
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return [node.operand] if is_condition else []
    return []


def has_future_annotations(tree):
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            if any(alias.name == "annotations" for alias in node.names):
                return True
    return False
