"""Classes of generated programs: fields that are shared or not, methods that keep what they are given and give out
what they keep, inheritance, properties, dunders, dataclasses."""

from vocabulary import Scope
from whole_calls import Callee, Parameter, WholeWriter

# A method may call those that stand before it. What a name takes and gives is the same in all classes.
METHODS = {
    "fresh": ([], "xs"),
    "give": ([], "xs"),
    "given_rows": ([], "rows"),
    "take": ([("v", "xs")], "none"),
    "put": ([("r", "rows")], "none"),
    "note": ([("v", "xs")], "none"),
    "add": ([("v", "xs"), ("more", "xs")], "self"),
    "through": ([("v", "xs")], "xs"),
    "merge": ([("other", "self")], "xs"),
    "set_hook": ([("fn", "changer")], "none"),
    "run": ([("v", "xs"), ("r", "rows")], "rows"),
}
RANKS = {name: number for number, name in enumerate(METHODS)}

LAST = {
    "fresh": ["return list(self.items)", "return self.items[:]", "return [*self.items]"],
    "give": ["return self.items", "return self.items", "return self.rows[0] if self.rows else self.items", "return self.shared",
             "return self.items or []"],
    "given_rows": ["return self.rows", "return self.rows[:]", "return [self.items, self.shared]", "return [list(r) for r in self.rows]"],
    "take": ["self.items = v", "self.items = v", "self.items = list(v)", "self.rows.append(v)", "self.rows = [v, self.items]"],
    "put": ["self.rows = r", "self.rows = list(r)", "self.rows.extend(r[:2])", "self.items = r[0] if r else []"],
    "note": ["self.shared.append(1)", "self.shared = v", "type(self).shared = v", "self.shared += v[:2]", "self.__class__.shared.append(2)"],
    "add": ["self.items.extend(v[:2])", "self.rows.append(v)", "self.rows += [v, more]", "self.items = self.items + v[:2]"],
    "through": ["return self.hook(v)", "return self.hook(self.items)", "self.items = self.hook(v)\nreturn v", "return v"],
    "merge": ["self.items.extend(other.items[:2])\nreturn other.items", "return self.give() + other.give()[:2]",
              "self.rows = other.rows\nreturn self.items", "other.take(self.items)\nreturn other.give()",
              "self.items, other.items = other.items, self.items\nreturn self.items"],
    "set_hook": ["self.hook = fn", "self.hook = lambda v: fn(v)"],
    "run": ["return [self.hook(one) for one in r[:3]]", "return [self.through(v)] + r[:1]", "return list(map(self.hook, r[:3]))",
            "self.rows = [v]\nreturn self.rows"],
}
SUPER = {
    "fresh": ["return super().fresh()"],
    "give": ["return super().give()", "return super().give()[:]"],
    "given_rows": ["return super().given_rows()", "return [super().give(), *super().given_rows()]"],
    "take": ["super().take(v)", "super().take(v[:])", "super().take(v)\nself.rows.append(v)"],
    "put": ["super().put(r)", "super().put([list(one) for one in r])"],
    "note": ["super().note(v)"],
    "add": ["super().add(v, more=more)", "super().add(more)"],
    "through": ["return super().through(v)", "return super().through(v[:])"],
    "merge": ["return super().merge(other)"],
    "set_hook": ["super().set_hook(fn)"],
    "run": ["return super().run(v, r)"],
}
DUNDERS = {
    "__getitem__": ("self, index", ["return self.rows[index % len(self.rows)] if self.rows else self.items", "return self.items"]),
    "__setitem__": ("self, index, value", ["self.rows.append(value)", "self.items = value", "self.rows[:1] = [value]"]),
    "__add__": ("self, other", ["return self.items + other[:2]", "return other", "self.items.append(0)\nreturn self.items"]),
    "__iadd__": ("self, other", ["self.items.extend(other[:2])\nreturn self", "self.items = other\nreturn self",
                                 "self.rows.append(other)\nreturn self"]),
    "__call__": ("self, v", ["return v", "self.items = v\nreturn self.items", "v.append(8)\nreturn self.items"]),
    "__iter__": ("self", ["return iter(self.rows[:2])", "yield self.items\nyield from self.rows[:2]", "for row in self.rows[:2]:\n    yield row[:]"]),
    "__contains__": ("self, item", ["return item in self.rows", "return any(item is row for row in self.rows)"]),
    "__len__": ("self", ["return len(self.items)", "return len(self.rows)"]),
    "__enter__": ("self", ["return self.items", "self.items = []\nreturn self.items", "return list(self.items)"]),
    "__exit__": ("self, *problem", ["self.items.append(6)", "self.rows.clear()", "return False"]),
    "__eq__": ("self, other", ["return self is other", "return self.items == other"]),
    "__copy__": ("self", ["return self", "other = type(self).__new__(type(self))\nother.__dict__.update(self.__dict__)\nreturn other"]),
}
# Attributes that are properties in some class: a method that reads one of its own may call itself for ever.
COMPUTED = ("view", "held")
PROPERTIES = ["return self.items", "return self.items[:]", "return self.rows[0] if self.rows else []", "self.items.append(4)\nreturn self.items",
              "return self.give()"]


class Class:
    """A class that has been written."""

    def __init__(self, name, base):
        self.name = name
        self.base = base
        self.constructor = None
        self.methods = dict(base.methods) if base else {}
        self.fields = dict(base.fields) if base else {}
        self.dunders = set()
        self.read_only = set(base.read_only) if base else set()
        self.is_frozen = False
        self.is_plain = False

    computed = COMPUTED

    def attributes(self):
        return self.fields

    def all_dunders(self):
        return self.dunders | (self.base.all_dunders() if self.base else set())

    def is_below(self, name):
        return self.name == name or (self.base is not None and self.base.is_below(name))


def plain_class(program, module):
    random = program.random
    bases = [it for it in program.classes.values() if module.visible.get(it.name) and it.is_plain]
    base = random.choice(bases) if bases and random.random() < 0.55 else None
    made = Class(program.new("C"), base)
    made.is_plain = True
    program.classes[made.name] = made
    made.fields.update(items="xs", rows="rows", shared="xs", hook="changer")
    lines = module.lines
    mixin = random.choice(program.mixins) if program.mixins and base is None and random.random() < 0.3 else ""
    bases_text = ", ".join(it for it in (module.visible.get(mixin, ""), module.visible[base.name] if base else "") if it)
    lines += ["", "", "class %s%s:" % (made.name, "(%s)" % bases_text if bases_text else "")]
    if base is None or random.random() < 0.3:
        lines.append("    shared = %s" % random.choice(["[0]", "[]", "[1, 2]"]))
    if random.random() < 0.3:
        lines.append("    known = {}")
        made.fields["known"] = "table"
    if base is None or random.random() < 0.5:
        initializer(program, module, made)
    else:
        made.constructor = base.constructor._replace(name=made.name)
    names = [it for it in METHODS if base is None and it in ("give", "fresh", "take", "through") or random.random() < 0.4]
    for name in names:
        method(program, module, made, name)
    decorated_methods(program, module, made)
    for name in random.sample(sorted(DUNDERS), random.randint(0, 4)):
        dunder(program, module, made, name)
    module.define(made.name)
    return made


def initializer(program, module, made):
    random, base = program.random, made.base
    parameters = [Parameter("items", "xs")]
    texts = ["items"]
    if random.random() < 0.4:
        parameters.append(Parameter("rows", "rows", True))
        texts.append(random.choice(["rows=None", "rows=[]", "rows=([1], [2])"]))
    if random.random() < 0.2:
        parameters.append(Parameter("hook", "changer", True))
        texts.append(random.choice(["hook=list", "hook=lambda v: v"]))
    names = [it.name for it in parameters]
    lines = ["def __init__(self, %s):" % ", ".join(texts)]
    if base:
        lines.append("    " + random.choice(["super().__init__(items)", "super().__init__(items[:])", "super().__init__(items=items)",
                                            "%s.__init__(self, items)" % module.visible[base.name]]))
    if base is None or random.random() < 0.4:
        lines.append("    " + random.choice(["self.items = items", "self.items = items", "self.items = list(items)", "self.items = items or []"]))
    if "rows" in names:
        lines.append("    " + random.choice(["self.rows = list(rows or [items])", "self.rows = rows if isinstance(rows, list) else [items]"]))
    elif base is None:
        lines.append("    " + random.choice(["self.rows = [items]", "self.rows = [[5], items[:]]", "self.rows = []"]))
    if "hook" in names:
        lines.append("    self.hook = hook")
    elif base is None:
        lines.append("    " + random.choice(["self.hook = lambda v: v", "self.hook = list", "self.hook = self.keep"]))
        if lines[-1].endswith("keep"):
            lines += ["", "def keep(self, v):", "    " + random.choice(["self.items = v", "self.rows.append(v)", "v.append(3)"]),
                      "    return " + random.choice(["v", "self.items"])]
    if base is None and random.random() < 0.2:
        lines.insert(1, "    " + random.choice(["self.shared = [9]", "self.shared = items", "type(self).shared = items"]))
    module.lines += [""] + ["    " + it if it else "" for it in lines]
    made.constructor = Callee(made.name, parameters, "", made.name, 6)


def method(program, module, made, name):
    random = program.random
    parameters, result = METHODS[name]
    kinds = [(it, made_root(made) if kind == "self" else kind) for it, kind in parameters]
    texts = [it for it, _ in kinds]
    defaults = name == "add"
    if defaults:
        texts[1] += random.choice(["=()", "=[]", "=[1]"])
    module.lines += ["", "    def %s(%s):" % (name, ", ".join(["self"] + texts))]
    writer = inside(program, module, made, kinds if not defaults else kinds[:1], RANKS[name])
    for _ in range(random.choice([0, 0, 0, 1, 1, 2])):
        writer.statement(1)
    inherits = made.base is not None and name in made.base.methods
    last = random.choice(SUPER[name] if inherits and random.random() < 0.6 else LAST[name])
    if result == "xs" and random.random() < 0.15:
        last = "return " + writer.expressions.of("xs")
    for line in last.split("\n"):
        writer.line(line)
    if result == "self":
        writer.line("return self")
    made.methods[name] = Callee(name, [Parameter(it, kind, defaults and it == "more") for it, kind in kinds], "",
                                made_root(made) if result == "self" else result, writer.cost + 1)


def made_root(made):
    return made_root(made.base) if made.base else made.name


def inside(program, module, made, parameters, rank):
    """A writer for a method's body."""
    scope = Scope(program.random, module.scope.has_classes, outer=module.scope)
    scope.outer.update(module.scope.outer)
    scope.bind("self", made.name)
    for name, kind in parameters:
        scope.bind(name, kind)
    for name, kind in made.fields.items():
        if kind in ("xs", "rows", "table") and name not in COMPUTED:
            scope.outer["self." + name] = kind
    return WholeWriter(program, module, scope, "        ", rank)


def decorated_methods(program, module, made):
    random, lines = program.random, module.lines
    if random.random() < 0.5:
        name = random.choice(COMPUTED)
        lines += ["", "    @property", "    def %s(self):" % name]
        lines += ["        " + it for it in random.choice(PROPERTIES).split("\n")]
        made.fields[name] = "xs"
        made.read_only.add(name)
        if name == "held":
            lines += ["", "    @%s.setter" % name, "    def %s(self, value):" % name]
            lines += ["        " + random.choice(["self.items = value", "self.items = value[:]", "self.rows.append(value)"])]
            made.read_only.discard(name)
    if random.random() < 0.3:
        lines += ["", "    @classmethod", "    def make(cls, v):"]
        lines += ["        " + random.choice(["return cls(v)", "return cls(v[:])", "cls.shared = v\n        return cls(v)",
                                              "made = cls([1])\n        made.items = v\n        return made"])]
        made.methods["make"] = Callee("make", [Parameter("v", "xs")], "", made.name, 8)
    if random.random() < 0.3:
        lines += ["", "    @staticmethod", "    def joined(a, b):"]
        lines += ["        " + random.choice(["return a + b[:2]", "return a or b", "a.extend(b[:2])\n        return a", "return b"])]
        made.methods["joined"] = Callee("joined", [Parameter("a", "xs"), Parameter("b", "xs")], "", "xs", 4)


def dunder(program, module, made, name):
    """Entering and leaving belong together."""
    for one in {"__enter__": ["__enter__", "__exit__"], "__exit__": ["__enter__", "__exit__"]}.get(name, [name]):
        if one in made.dunders:
            continue
        parameters, bodies = DUNDERS[one]
        module.lines += ["", "    def %s(%s):" % (one, parameters)]
        module.lines += ["        " + it for it in program.random.choice(bodies).split("\n")]
        made.dunders.add(one)


def mixin(program, module):
    name = program.new("M")
    module.lines += ["", "", "class %s:" % name, "    mixed = %s" % program.random.choice(["[]", "[1]"]), "", "    def mix(self, v):"]
    module.lines += ["        " + program.random.choice(["self.mixed.append(1)", "self.items = v", "self.mixed = v"]), "        return self.mixed"]
    program.mixins.append(name)
    module.define(name)


def dataclass(program, module):
    random = program.random
    made = Class(program.new("D"), None)
    made.is_frozen = random.random() < 0.3
    made.fields.update(items="xs", rows="rows")
    module.lines += ["", "", "@dataclasses.dataclass" + random.choice(["(frozen=True)"] if made.is_frozen else ["", "(eq=False)", "()"]),
                     "class %s:" % made.name, "    items: list", "    rows: list = dataclasses.field(default_factory=%s)" % random.choice(
                         ["list", "lambda: [[1]]"])]
    if random.random() < 0.4 and not made.is_frozen:
        module.lines += ["", "    def __post_init__(self):", "        " + random.choice(["self.items = list(self.items)", "self.rows.append(self.items)"])]
    module.lines += ["", "    def give(self):", "        " + random.choice(LAST["give"][:2] + ["return self.items[:]"])]
    made.methods["give"] = Callee("give", [], "", "xs", 3)
    made.constructor = Callee(made.name, [Parameter("items", "xs"), Parameter("rows", "rows", True)], "", made.name, 4)
    program.classes[made.name] = made
    module.define(made.name)


def named_tuple(program, module):
    made = Class(program.new("T"), None)
    made.is_frozen = True
    made.fields.update(first="xs", rows="rows")
    if program.random.random() < 0.5:
        module.lines += ["", "", '%s = collections.namedtuple("%s", "first rows")' % (made.name, made.name)]
    else:
        module.lines += ["", "", "class %s(typing.NamedTuple):" % made.name, "    first: list", "    rows: list"]
    made.constructor = Callee(made.name, [Parameter("first", "xs"), Parameter("rows", "rows")], "", made.name, 2)
    program.classes[made.name] = made
    module.define(made.name)
