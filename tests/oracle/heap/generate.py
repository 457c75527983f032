"""Makes programs that share objects in every way the language has: deterministic by seed, bounded, and so typed
that most run to their end."""

import random

import blocks
import statements
from expressions import Expressions
from vocabulary import PARAMETER_TYPES, Scope

CLASSES = '''\
class Box:
    shared = [0, 1]
    count = 0

    def __init__(self, items, link=None):
        self.items = items
        self.rows = [items]
        self.link = link

    def add(self, value):
        self.items.append(value)
        return self

    def give(self):
        return self.items

    def fresh(self):
        return list(self.items)

    def take(self, items):
        self.items = items

    def note(self, value):
        self.shared.append(value)

    def __enter__(self):
        self.items.append(7)
        return self

    def __exit__(self, *problem):
        self.rows.append([len(self.items)])
        return False


class Sub(Box):
    extra = {"k": [5]}

    def give(self):
        return self.extra.setdefault("k", self.items)


class Slotted:
    __slots__ = ("items", "other")

    def __init__(self, items):
        self.items = items
        self.other = items


class Stack(list):
    def top(self):
        return self[-1] if self else None
'''


def program(seed):
    """The text of one program."""
    return Program(random.Random("doppelint %d" % seed)).text()


class Program:
    def __init__(self, random_source):
        self.random = random_source
        self.functions = []
        self.lines = []
        self.fresh = 0

    def text(self):
        self.lines += ["import collections", "import copy", "import itertools", ""]
        if self.random.random() < 0.7:
            self.lines += ["", CLASSES.rstrip(), ""]
            has_classes = True
        else:
            has_classes = False
        module = Scope(self.random, has_classes, is_module=True)
        writer = Writer(self, module)
        writer.start_values()
        for _ in range(self.random.randint(1, 4)):
            self.function(module)
        for _ in range(self.random.randint(4, 9)):
            writer.statement(0)
        for _ in range(self.random.randint(2, 5)):
            writer.call_statement()
        writer.show()
        return "\n".join(self.lines) + "\n"

    def function(self, module):
        """A function of typed parameters; it may read and change globals that there are already."""
        scope = Scope(self.random, module.has_classes, outer=module)
        name = "f%d" % len(self.functions)
        choices = [it for it in PARAMETER_TYPES if it != "box" or module.has_classes]
        types = [self.random.choice(choices) for _ in range(self.random.randint(1, 3))]
        parameters, texts = [], []
        expressions = Expressions(self.random, module)
        defaulted = False
        for number, kind in enumerate(types):
            parameter = "%s_%d" % (kind[0], number)
            defaulted = defaulted or self.random.random() < 0.2
            default = "=" + (expressions.simple(kind)) if defaulted else ""
            parameters.append((parameter, kind, defaulted))
            texts.append(parameter + default)
            scope.bind(parameter, kind)
        star = self.random.random()
        if star < 0.12:
            texts.append("*rest")
        elif star < 0.2:
            texts.append("**named")
            scope.bind("named", "table")
        result = self.random.choice(["xs", "rows", "none", "xs", "table"])
        self.lines += ["", "def %s(%s):" % (name, ", ".join(texts))]
        writer = Writer(self, scope, "    ")
        if star < 0.12:
            writer.line("others = list(rest)")
            scope.bind("others", "rows")
        for _ in range(self.random.randint(2, 7)):
            writer.statement(0)
        if result != "none":
            writer.line("return " + writer.expressions.of(result))
        self.lines.append("")
        star = "*" if star < 0.12 else "**" if star < 0.2 else ""
        self.functions.append((name, parameters, star, result))


class Writer:
    """Writes statements of one scope, indented."""

    def __init__(self, program, scope, indent=""):
        self.program = program
        self.random = program.random
        self.scope = scope
        self.indent = indent
        self.loops = 0
        self.expressions = Expressions(self.random, scope)

    def line(self, text):
        self.program.lines.append(self.indent + text)

    def name(self, prefix):
        """A new name, or one that is bound already to the same type."""
        self.program.fresh += 1
        return "%s%d" % (prefix, self.program.fresh)

    def start_values(self):
        for kind in ("xs", "xs", "rows", "table", "set", "int", "text"):
            name = self.name(kind[0])
            self.line("%s = %s" % (name, self.expressions.simple(kind)))
            self.scope.bind(name, kind)

    def block(self, depth, count=None):
        """An indented body; names that it binds are not sure to be bound after it."""
        mark = self.scope.mark()
        self.indent += "    "
        for _ in range(count or self.random.randint(1, 3)):
            self.statement(depth + 1)
        self.indent = self.indent[:-4]
        self.scope.back_to(mark)

    def statement(self, depth):
        makers = blocks.FLAT if depth >= 2 else blocks.ALL
        self.random.choice(makers)(self, depth)

    def call_statement(self):
        """A call of a function of the program, with arguments that are shared on purpose."""
        if not self.program.functions or self.loops or not self.scope.is_module:
            return statements.change(self, 0)
        name, parameters, star, result = self.random.choice(self.program.functions)
        arguments = []
        for parameter, kind, has_default in parameters:
            if has_default and self.random.random() < 0.5:
                break
            arguments.append(self.argument(kind))
        if len(arguments) == len(parameters) and star == "*":
            arguments.append(self.random.choice(["*" + self.expressions.of("rows"), self.expressions.of("xs")]))
        if star == "**" and self.random.random() < 0.7:
            arguments.append(self.random.choice(["**" + self.expressions.of("table"), "a=" + self.expressions.of("xs")]))
        call = "%s(%s)" % (name, ", ".join(arguments))
        if result == "none":
            self.line(call)
            return None
        target = self.name(result[0])
        self.line("%s = %s" % (target, call))
        self.scope.bind(target, result)
        return None

    def argument(self, kind):
        known = self.scope.names(kind)
        if known and self.random.random() < 0.75:
            return self.random.choice(known[:2])
        return self.expressions.of(kind)

    def show(self):
        for kind in ("xs", "rows", "table", "set", "int", "text", "maybe"):
            for name in self.scope.names(kind)[-2:]:
                self.line("print(repr(%s)[:200])" % name)
