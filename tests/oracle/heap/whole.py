"""Makes programs of several modules whose functions, methods and callbacks hand objects to each other: deterministic
by seed, bounded, and so typed that most run to their end."""

import random

import generate
import whole_classes
import whole_functions
from vocabulary import Scope
from whole_calls import WholeWriter

IMPORTS = ["import collections", "import contextlib", "import copy", "import dataclasses", "import functools", "import itertools",
           "import typing"]
LAYOUTS = [
    ["alpha", "main"],
    ["alpha", "beta", "main"],
    ["alpha", "beta", "gamma", "main"],
    ["pack/__init__", "main"],
    ["pack/inner", "pack/__init__", "main"],
    ["ground", "pack/inner", "pack/other", "pack/__init__", "main"],
    ["pack/deep/core", "pack/deep/__init__", "pack/__init__", "beta", "main"],
]
FUNCTIONS_OF_MODULE = (3, 6)


def program(seed):
    """The texts of one program, by path in its folder; it starts in main.py."""
    return Program(random.Random("doppelint whole %d" % seed)).texts()


class Module:
    """One module while it is written. `visible` is how it spells the functions and classes that it sees."""

    def __init__(self, path, has_classes, random_source):
        self.path = path
        parts = path.split("/")
        self.is_package = parts[-1] == "__init__"
        self.package = parts[:-1]
        self.name = ".".join(parts[:-1] if self.is_package else parts)
        self.lines = []
        self.visible = {}
        self.defined = []
        self.given = []
        self.scope = Scope(random_source, has_classes, is_module=True)

    def define(self, name):
        self.visible[name] = name
        self.defined.append(name)

    def text(self):
        return "\n".join(self.lines) + "\n"


class Program:
    def __init__(self, random_source):
        self.random = random_source
        self.fresh = 0
        self.modules = []
        self.callees = []
        self.classes = {}
        self.mixins = []
        self.globals = {}
        # What generate.Writer asks for.
        self.functions = []

    def new(self, prefix):
        self.fresh += 1
        return "%s%d" % (prefix, self.fresh)

    def below(self, name):
        """The classes whose objects are of that class."""
        return [it for it in self.classes.values() if it.is_below(name)]

    def rank_of(self, method):
        return whole_classes.RANKS.get(method, 0)

    # Modules

    def texts(self):
        layout = self.random.choice(LAYOUTS)
        has_classes = self.random.random() < 0.5
        found = {"shapes.py": generate.CLASSES} if has_classes else {}
        for path in layout:
            module = Module(path, has_classes, self.random)
            self.write(module)
            self.modules.append(module)
            found[path + ".py"] = module.text()
        for path in layout:
            for count in range(1, path.count("/") + 1):
                found.setdefault("/".join(path.split("/")[:count]) + "/__init__.py", "")
        return found

    def write(self, module):
        module.lines += IMPORTS
        if module.scope.has_classes:
            module.lines.append("from shapes import Box, Slotted, Stack, Sub")
        for other in self.modules:
            self.import_module(module, other)
        self.start_values(module)
        is_main = module.path == "main"
        for _ in range(self.random.randint(*FUNCTIONS_OF_MODULE)):
            self.random.choice(UNITS)(self, module)
        if is_main:
            self.write_main(module)
        elif self.random.random() < 0.4:
            module.lines += ["", ""]
            writer = WholeWriter(self, module, module.scope)
            for _ in range(self.random.randint(1, 2)):
                writer.statement(1)

    def import_module(self, module, other):
        """In one of the ways there are; a package's `__init__` hands on what it has imported from its modules."""
        names = other.defined + other.given
        form = self.random.random()
        is_near = bool(module.package) and other.package[:len(module.package)] == module.package
        if not names or (form > 0.92 and module.path != "main"):
            return
        if module.is_package and is_near and not other.is_package and len(other.package) == len(module.package):
            module.lines.append("from .%s import %s" % (other.name.rpartition(".")[2], ", ".join(names)))
            module.given += names
            spell = dict(zip(names, names))
        elif form < 0.35:
            spell = self.import_names(module, other, names)
        elif form < 0.45 and module.package == other.package and module.package and not other.is_package:
            short = other.name.rpartition(".")[2]
            module.lines.append("from . import %s" % short)
            spell = {it: "%s.%s" % (short, it) for it in names}
        elif form < 0.65:
            short = self.new("m")
            module.lines.append("import %s as %s" % (other.name, short))
            spell = {it: "%s.%s" % (short, it) for it in names}
        elif form < 0.7 and "." not in other.name:
            module.lines.append("from %s import *" % other.name)
            spell = dict(zip(names, names))
        else:
            module.lines.append("import %s" % other.name)
            spell = {it: "%s.%s" % (other.name, it) for it in names}
        for name, text in spell.items():
            if name in self.globals:
                module.scope.outer[text] = self.globals[name]
            else:
                module.visible.setdefault(name, text)

    def import_names(self, module, other, names):
        source = other.name
        if module.package and module.package == other.package and not other.is_package and self.random.random() < 0.5:
            source = "." + other.name.rpartition(".")[2]
        spell = {it: self.new("n") if self.random.random() < 0.15 else it for it in names}
        texts = ["%s as %s" % (it, alias) if it != alias else it for it, alias in spell.items()]
        module.lines.append("from %s import %s" % (source, ", ".join(texts)))
        return spell

    def start_values(self, module):
        writer = WholeWriter(self, module, module.scope)
        module.lines.append("")
        for kind in ("xs", "xs", "rows", "table", "int", "text", "set"):
            if kind in ("xs", "rows") or self.random.random() < 0.5:
                name = self.new("G")
                writer.line("%s = %s" % (name, super(type(writer.expressions), writer.expressions).simple(kind)))
                self.add_global(module, name, kind)

    def add_global(self, module, name, kind):
        self.globals[name] = kind
        module.scope.bind(name, kind)
        module.defined.append(name)

    def write_main(self, module):
        """What happens stands in a function as often as in the module itself."""
        module.lines += ["", ""]
        if self.random.random() < 0.5:
            scope = Scope(self.random, module.scope.has_classes, outer=module.scope)
            scope.outer.update(module.scope.outer)
            module.lines.append("def main():")
            writer = WholeWriter(self, module, scope, "    ")
            self.script(writer)
            module.lines += ["", "", 'if __name__ == "__main__":', "    main()"]
        else:
            self.script(WholeWriter(self, module, module.scope))

    def script(self, writer):
        writer.start_values()
        writer.most_cost = 400
        for _ in range(self.random.randint(4, 8)):
            writer.statement(0)
        for _ in range(self.random.randint(5, 10)):
            writer.call_statement()
        for callee in writer.callees()[-6:]:
            if callee.result in ("none", "xs") and writer.affords(callee):
                writer.line(writer.call_text(callee, writer.reach(callee.name)))
        writer.show()


UNITS = ([whole_functions.plain] * 6 + [whole_functions.defaulted] * 2 + [whole_functions.starred] * 2
         + [whole_functions.forwarding, whole_functions.higher_order, whole_functions.higher_order, whole_functions.higher_order]
         + [whole_functions.factory] * 3 + [whole_functions.decorated] * 4 + [whole_functions.generator] * 3
         + [whole_functions.recursive] * 2 + [whole_functions.mutual, whole_functions.of_global, whole_functions.of_global,
            whole_functions.of_global, whole_functions.context, whole_functions.cached, whole_functions.memoized]
         + [whole_functions.dispatch] * 2 + [whole_functions.registry, whole_functions.partial]
         + [whole_classes.plain_class] * 5 + [whole_classes.dataclass, whole_classes.named_tuple, whole_classes.mixin])
