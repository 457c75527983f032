"""Rewrites a program so that it tells a monitor where it is: after each statement, on entry to each body, at
each `is`. What the program does and prints stays the same: a probe is a call with a number, and the names are
read from the frame, so that no name changes its scope and no expression its place in the order.
"""

import ast
import collections

import exclusions

# What has happened when a site is reached.
ENTERED = "entered"  # a function, class or module body begins
DONE = "done"  # the statement is done, or its header is and its body begins
LEFT = "left"  # the header is done and the body is not entered
CAUGHT = "caught"  # a handler begins: some statement was left half done
JOINED = "joined"  # something outside statements may have happened: `__exit__`, a guard, a `finally`

# `open` says that other code may have run in the statement's midst, so that not all changes are its own.
# `decorated` is where a definition begins if its decorators are part of it.
Site = collections.namedtuple("Site", "kind unit position decorated end_line statement construct open")
# A function, class or module body. `excluded` says why it is not looked at, or is empty.
Unit = collections.namedtuple("Unit", "path name line parameters excluded method_of")
Comparison = collections.namedtuple("Comparison", "path place negated")
# `ways` has the unit of each way that an expression may take: an arm of `a if b else c`, what follows `and`.
Program = collections.namedtuple("Program", "tree sites comparisons units ways")

PROBE = "__doppelint_probe__"
VALUE = "__doppelint_value__"
COMPARED = "__doppelint_compared__"
WAY = "__doppelint_way__"
DECIDED = "__doppelint_decided__"

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
SUSPENSIONS = (ast.Yield, ast.YieldFrom, ast.Await, ast.AsyncFor, ast.AsyncWith)


def instrument(text, path, first_site=0, first_comparison=0, first_way=0):
    """The rewritten tree of `text`. Numbers in it count from the given ones, so that programs can share a
    monitor."""
    return Rewriter(text, path, first_site, first_comparison, first_way).program()


class Columns:
    """Places as doppelint writes them: lines and columns from 1, columns in code points."""

    def __init__(self, text):
        self.lines = text.split("\n")
        self.ascii = text.isascii()

    def column(self, line, offset):
        if self.ascii or line > len(self.lines):
            return offset + 1
        return len(self.lines[line - 1].encode("utf-8")[:offset].decode("utf-8", "ignore")) + 1

    def start(self, node):
        return node.lineno, self.column(node.lineno, node.col_offset)

    def starts(self, statement):
        """Where the statement begins without and with its decorators."""
        line, column = self.start(statement)
        return (line, column), (min([line] + [it.lineno for it in getattr(statement, "decorator_list", ())]), column)

    def range(self, node):
        return self.start(node) + (node.end_lineno, self.column(node.end_lineno, node.end_col_offset))


class Rewriter:
    def __init__(self, text, path, first_site, first_comparison, first_way):
        self.tree = ast.parse(text)
        self.path = path
        self.columns = Columns(text)
        self.first_site = first_site
        self.first_comparison = first_comparison
        self.first_way = first_way
        self.sites = []
        self.comparisons = []
        self.units = []
        self.ways = []  # the definition in whose body each stands
        self.unit_of = {}
        self.classes = {}
        self.module_reason = exclusions.reason_for_module(self.tree)

    def program(self):
        starts = {it: self.columns.starts(it) for it in ast.walk(self.tree) if isinstance(it, ast.stmt)}
        self.starts = starts
        self.suspending = suspending_statements(self.tree)
        self.constructs = {it: construct_of(it) for it in starts}
        WrapComparisons(self).visit(self.tree)
        MarkWays(self).visit(self.tree)
        self.tree.body = self.body_of(self.tree, "<module>", 1, (), "")
        ways = [self.unit_of[it] for it in self.ways]
        return Program(self.tree, self.sites, self.comparisons, self.units, ways)

    # Bodies

    def body_of(self, node, name, line, parameters, method_of):
        """The body of a function, class or module with its probes. What must stand first stays first."""
        reason = self.module_reason or exclusions.reason_for_function(node.body)
        unit = self.unit_of[node] = len(self.units)
        self.units.append(Unit(self.path, name, line, parameters, reason, method_of))
        if isinstance(node, ast.ClassDef):
            self.classes[unit] = node.name
        first, rest = head_of(node.body)
        place = (rest or first or [None])[0]
        probe = self.probe(ENTERED, unit, None, place)
        return first + [probe] + self.block(rest, unit)

    def block(self, statements, unit):
        rewritten = []
        for statement in statements:
            rewritten += self.statement(statement, unit)
        return rewritten

    def statement(self, node, unit):
        rewrite = getattr(self, "rewrite_" + type(node).__name__, None)
        if rewrite:
            return rewrite(node, unit)
        return [node, self.probe(DONE, unit, node, node)]

    # Definitions

    def rewrite_FunctionDef(self, node, unit):
        arguments = node.args
        named = getattr(arguments, "posonlyargs", []) + arguments.args + arguments.kwonlyargs
        parameters = tuple(it.arg for it in named + [arguments.vararg, arguments.kwarg] if it)
        return self.definition(node, unit, parameters)

    def rewrite_ClassDef(self, node, unit):
        return self.definition(node, unit, ())

    def definition(self, node, unit, parameters):
        around = self.units[unit].name
        name = node.name if around == "<module>" else around + "." + node.name
        is_static = any(isinstance(it, ast.Name) and it.id == "staticmethod" for it in node.decorator_list)
        method_of = "" if is_static else self.classes.get(unit, "")
        node.body = self.body_of(node, name, node.lineno, parameters, method_of)
        return [node, self.probe(DONE, unit, node, node)]

    # Headers

    def rewrite_If(self, node, unit):
        node.body = self.entered_block(node, node.body, unit)
        node.orelse = [self.probe(LEFT, unit, node, node)] + self.block(node.orelse, unit)
        return [node]

    rewrite_While = rewrite_For = rewrite_AsyncFor = rewrite_If

    def rewrite_With(self, node, unit):
        node.body = self.entered_block(node, node.body, unit)
        return [node, self.probe(JOINED, unit, node, node)]

    def rewrite_Try(self, node, unit):
        node.body = self.entered_block(node, node.body, unit)
        for handler in node.handlers:
            handler.body = [self.probe(CAUGHT, unit, node, handler)] + self.block(handler.body, unit)
        node.orelse = self.block(node.orelse, unit)
        if node.finalbody:
            node.finalbody = [self.probe(JOINED, unit, node, node)] + self.block(node.finalbody, unit)
        return [node]

    def rewrite_Match(self, node, unit):
        node.subject = self.probed_value(unit, node, node.subject)
        for case in node.cases:
            case.body = [self.probe(JOINED, unit, node, case.pattern)] + self.block(case.body, unit)
        return [node, self.probe(JOINED, unit, node, node)]

    rewrite_AsyncFunctionDef = rewrite_FunctionDef
    rewrite_AsyncWith = rewrite_With
    rewrite_TryStar = rewrite_Try

    def entered_block(self, node, statements, unit):
        return [self.probe(DONE, unit, node, node)] + self.block(statements, unit)

    # Ends

    def rewrite_Return(self, node, unit):
        if node.value is None:
            return [self.probe(DONE, unit, node, node), node]
        node.value = self.probed_value(unit, node, node.value)
        return [node]

    def rewrite_Raise(self, node, unit):
        last = "cause" if node.cause else "exc"
        if getattr(node, last) is None:
            return [self.probe(DONE, unit, node, node), node]
        setattr(node, last, self.probed_value(unit, node, getattr(node, last)))
        return [node]

    def rewrite_Break(self, node, unit):
        return [self.probe(DONE, unit, node, node), node]

    rewrite_Continue = rewrite_Break

    # Probes

    def site(self, kind, unit, node):
        position, decorated = self.starts.get(node, ((0, 0), (0, 0)))
        construct = self.constructs.get(node, "")
        end_line = getattr(node, "end_lineno", None) or 0
        is_open = node in self.suspending or (kind == CAUGHT and leaves_contexts(node))
        self.sites.append(Site(kind, unit, position, decorated, end_line, type(node).__name__, construct, is_open))
        return ast.Constant(value=self.first_site + len(self.sites) - 1, kind=None)

    def probe(self, kind, unit, node, place):
        return placed(ast.Expr(value=call(PROBE, [self.site(kind, unit, node)])), place)

    def probed_value(self, unit, node, value):
        return placed(call(VALUE, [self.site(DONE, unit, node), value]), value)


class WrapComparisons(ast.NodeTransformer):
    """`a is b` becomes a call that is given the answer and gives it back. Of a chain no single answer is
    known; annotations are text in some programs."""

    def __init__(self, rewriter):
        self.rewriter = rewriter

    def visit_Compare(self, node):
        self.generic_visit(node)
        if len(node.ops) != 1 or not isinstance(node.ops[0], (ast.Is, ast.IsNot)):
            return node
        rewriter = self.rewriter
        comparison = Comparison(rewriter.path, rewriter.columns.range(node), isinstance(node.ops[0], ast.IsNot))
        rewriter.comparisons.append(comparison)
        number = ast.Constant(value=rewriter.first_comparison + len(rewriter.comparisons) - 1, kind=None)
        return placed(call(COMPARED, [number, node]), node)

    def visit_arg(self, node):
        return node

    def visit_AnnAssign(self, node):
        if node.value:
            node.value = self.visit(node.value)
        return node

    def visit_FunctionDef(self, node):
        returns, node.returns = node.returns, None
        self.generic_visit(node)
        node.returns = returns
        return node

    visit_AsyncFunctionDef = visit_FunctionDef


class MarkWays(ast.NodeTransformer):
    """An arm of a conditional expression tells that it is evaluated; an operand of `and` and `or` what it
    decides. What only decides which block comes next shows by the block."""

    def __init__(self, rewriter):
        self.rewriter = rewriter
        self.around = [rewriter.tree]
        self.decides = False

    def marked(self, name, value, ways):
        rewriter = self.rewriter
        number = ast.Constant(value=rewriter.first_way + len(rewriter.ways), kind=None)
        rewriter.ways += ways * [self.around[-1]]
        return placed(call(name, [number, value]), value)

    def visit_IfExp(self, node):
        self.generic_visit(node)
        node.body = self.marked(WAY, node.body, 1)
        node.orelse = self.marked(WAY, node.orelse, 1)
        return node

    def visit_BoolOp(self, node):
        decides = self.decides
        self.generic_visit(node)
        if not decides:
            node.values[:-1] = [self.marked(DECIDED, it, 2) for it in node.values[:-1]]
        return node

    def visit_If(self, node):
        self.decides = True
        node.test = self.visit(node.test)
        self.decides = False
        node.body = [self.visit(it) for it in node.body]
        node.orelse = [self.visit(it) for it in node.orelse]
        return node

    visit_While = visit_If

    def visit_definition(self, node):
        node.decorator_list = [self.visit(it) for it in node.decorator_list]
        self.around.append(node)
        node.body = [self.visit(it) for it in node.body]
        self.around.pop()
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = visit_definition

    def visit_AnnAssign(self, node):
        if node.value:
            node.value = self.visit(node.value)
        return node


def call(name, arguments):
    return ast.Call(func=ast.Name(id=name, ctx=ast.Load()), args=arguments, keywords=[])


def placed(node, place):
    """The new node with the first line of `place`, so that tracebacks of the program stay true. What is in it
    and has a place keeps it."""
    line, column = getattr(place, "lineno", 1), getattr(place, "col_offset", 0)
    waiting = [node]
    while waiting:
        it = waiting.pop()
        if "lineno" in it._attributes:
            if hasattr(it, "lineno"):
                continue
            it.lineno = it.end_lineno = line
            it.col_offset = it.end_col_offset = column
        waiting.extend(ast.iter_child_nodes(it))
    return node


def head_of(body):
    """A docstring and imports from `__future__`, and the rest."""
    count = 0
    if body and isinstance(body[0], ast.Expr) and isinstance(getattr(body[0], "value", None), ast.Constant):
        count = 1 if isinstance(body[0].value.value, str) else 0
    while count < len(body) and isinstance(body[count], ast.ImportFrom) and body[count].module == "__future__":
        count += 1
    return body[:count], body[count:]


def suspending_statements(tree):
    """Statements in whose midst other code of the program may run, because they yield or await."""
    found = set()
    waiting = [(tree, None)]
    while waiting:
        node, statement = waiting.pop()
        if isinstance(node, SUSPENSIONS):
            found.add(node if isinstance(node, ast.stmt) else statement)
        if isinstance(node, ast.Lambda):
            continue
        for child in ast.iter_child_nodes(node):
            waiting.append((child, child if isinstance(child, ast.stmt) else statement))
    return found


def leaves_contexts(node):
    """Whether an exception may run an `__exit__` on its way to the handlers of a `try`."""
    return any(isinstance(it, (ast.With, ast.AsyncWith)) for part in node.body for it in ast.walk(part))


def construct_of(statement):
    """What a statement does, in few words: its kind and the shape of what it evaluates."""
    parts = [type(statement).__name__]
    for field in ("target", "value", "iter", "test"):
        node = getattr(statement, field, None)
        if isinstance(node, ast.AST):
            parts.append(shape_of(node))
    if isinstance(statement, ast.Assign):
        parts.insert(1, shape_of(statement.targets[0]) + (" …" if len(statement.targets) > 1 else ""))
    if isinstance(statement, ast.AugAssign):
        parts.insert(2, type(statement.op).__name__)
    return " ".join(parts)


def shape_of(node):
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", None)
        return "Call(.%s)" % name if name else "Call(%s)" % getattr(node.func, "id", "…")
    if isinstance(node, ast.Subscript):
        index = node.slice
        inner = getattr(index, "value", index) if type(index).__name__ == "Index" else index
        return "Subscript(%s)" % type(inner).__name__
    return type(node).__name__
