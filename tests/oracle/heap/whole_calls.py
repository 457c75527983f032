"""What functions of a generated program there are, and how statements of it call them."""

import collections

from expressions import Expressions
from generate import Writer
import statements

# `style` is "", "keyword" (only by name); `rest` is "", "*" (more xs) or "**" (a table of xs).
Parameter = collections.namedtuple("Parameter", "name kind has_default style", defaults=(False, ""))
Callee = collections.namedtuple("Callee", "name parameters rest result cost")

MOST_COST = 90
MOST_COST_OF_ARGUMENT = 25
LOOP = 3


class WholeExpressions(Expressions):
    """Expressions that call the program's functions, and make and use objects of its classes."""

    def __init__(self, writer):
        super().__init__(writer.random, writer.scope)
        self.writer = writer

    def of(self, kind, depth=0):
        if kind in self.writer.program.classes:
            return self.instance(kind, depth)
        if kind in ("changer", "maker"):
            found = self.function_of(kind)
            if found and self.random.random() < 0.6:
                return found
        elif depth < 2 and self.random.random() < 0.3:
            found = self.writer.call_of(kind, depth + 1) or self.part_of_instance(kind)
            if found:
                return found
        return super().of(kind, depth)

    def simple(self, kind):
        if kind in self.writer.program.classes:
            return self.instance(kind, 3)
        return super().simple(kind)

    def instance(self, kind, depth):
        known = self.writer.names_of_class(kind)
        makers = [it for it in self.writer.program.below(kind) if self.writer.reach(it.name)]
        if known and (not makers or depth > 1 or self.random.random() < 0.6):
            return self.random.choice(known)
        if not makers:
            return "None"
        return self.construction(self.random.choice(makers), depth)

    def construction(self, maker, depth):
        callee = maker.constructor
        form = self.random.random()
        if form < 0.15 and "make" in maker.methods and depth < 2:
            return "%s.make(%s)" % (self.writer.reach(maker.name), self.of("xs", depth + 1))
        return self.writer.call_text(callee, self.writer.reach(maker.name), depth + 1)

    def function_of(self, kind):
        """A function of the program, or a bound method, to be handed over."""
        names = [self.writer.reach(it.name) for it in self.writer.callees() if is_like(it, kind)]
        for name, owner in self.writer.instances():
            names += ["%s.%s" % (name, it.name) for it in owner.methods.values() if is_like(it, kind) and self.writer.may_call(it)]
        names = [it for it in names if it]
        return self.random.choice(names) if names else ""

    def part_of_instance(self, kind):
        found = []
        for name, owner in self.writer.instances():
            found += ["%s.%s" % (name, field) for field, it in owner.attributes().items()
                      if it == kind and not (name == "self" and field in owner.computed)]
        return self.random.choice(found) if found else ""


def is_like(callee, kind):
    required = [it.kind for it in callee.parameters if not it.has_default]
    wanted = ["xs"] if kind == "changer" else []
    return required == wanted and callee.result == "xs" and callee.cost < MOST_COST_OF_ARGUMENT


class WholeWriter(Writer):
    """Writes statements of one scope of one module. `rank` bounds which methods a method may call, so that few
    programs call themselves for ever."""

    def __init__(self, program, module, scope, indent="", rank=100):
        super().__init__(program, scope, indent)
        self.module = module
        self.rank = rank
        self.cost = 0
        self.most_cost = MOST_COST
        self.expressions = WholeExpressions(self)

    def line(self, text):
        self.module.lines.append(self.indent + text)
        self.cost += LOOP ** self.loops

    # What is at hand

    def reach(self, name):
        """How this module spells that function or class, or an empty string where it does not see it."""
        return self.module.visible.get(name, "")

    def callees(self):
        return [it for it in self.program.callees if self.reach(it.name)]

    def instances(self):
        """(name, class) of each name that holds an object of a class of the program."""
        names = list(self.scope.bound.items()) + list(self.scope.outer.items())
        return [(name, self.program.classes[kind]) for name, kind in names if kind in self.program.classes]

    def names_of_class(self, kind):
        wanted = {it.name for it in self.program.below(kind)}
        return [name for name, owner in self.instances() if owner.name in wanted]

    def may_call(self, method):
        return self.program.rank_of(method.name) < self.rank

    def affords(self, callee):
        return self.cost + callee.cost * LOOP ** self.loops < self.most_cost

    # Calls

    def call_of(self, kind, depth=0):
        """A call that gives a value of this kind, or an empty string."""
        texts = []
        functions = [it for it in self.callees() if it.result == kind and self.affords(it)]
        if functions:
            texts.append((self.random.choice(functions), ""))
        methods = [(it, name) for name, owner in self.instances() for it in owner.methods.values()
                   if it.result == kind and self.may_call(it) and self.affords(it)]
        if methods:
            texts.append(self.random.choice(methods))
        if not texts:
            return ""
        callee, receiver = self.random.choice(texts)
        self.cost += callee.cost * LOOP ** self.loops
        name = "%s.%s" % (receiver, callee.name) if receiver else self.reach(callee.name)
        return self.call_text(callee, name, depth)

    def call_text(self, callee, name, depth=0):
        arguments, keywords = [], []
        for parameter in callee.parameters:
            if parameter.has_default and self.random.random() < 0.5:
                keywords.append(None)
                continue
            value = self.argument(parameter.kind, depth)
            if keywords or parameter.style == "keyword" or self.random.random() < 0.15:
                keywords.append("%s=%s" % (parameter.name, value))
            else:
                arguments.append(value)
        if callee.rest == "*" and not keywords:
            of = self.expressions.of
            arguments += self.random.choice([["*" + of("rows", depth + 1)], [self.argument("xs", depth)],
                                             [self.argument("xs", depth), self.argument("xs", depth)], []])
        if callee.rest == "**":
            of = self.expressions.of
            keywords += self.random.choice([["**" + of("table", depth + 1)], ["a=" + of("xs", depth + 1)],
                                            ["a=" + of("xs", depth + 1), "b=" + of("xs", depth + 1)]])
        keywords = [it for it in keywords if it]
        if arguments and not any(it.startswith("*") for it in arguments) and self.random.random() < 0.07:
            arguments = ["*[%s]" % ", ".join(arguments)]
        return "%s(%s)" % (name, ", ".join(arguments + keywords))

    def argument(self, kind, depth=0):
        known = self.names_of_class(kind) if kind in self.program.classes else self.scope.names(kind)
        if known and self.random.random() < 0.7:
            return self.random.choice(known[-3:])
        return self.expressions.of(kind, depth + 1)

    # Statements

    def statement(self, depth):
        form = self.random.random()
        if form < 0.35:
            self.call_statement()
        elif form < 0.5 and self.instances():
            self.use_instance()
        elif form < 0.58 and self.program.classes:
            self.bind_instance()
        else:
            super().statement(depth)

    def call_statement(self):
        kind = self.random.choice(["xs", "xs", "xs", "rows", "rows", "table", "none", "none", "maker", "changer"])
        text = self.call_of(kind)
        if not text:
            return statements.change(self, 0)
        if kind == "none" or self.random.random() < 0.1:
            return self.line(text)
        own = self.scope.names(kind, own=True)
        target = self.random.choice(own) if own and self.random.random() < 0.15 else self.name(kind[0])
        self.line("%s = %s" % (target, text))
        return self.scope.bind(target, kind)

    def bind_instance(self):
        reachable = [it for it in self.program.classes if self.reach(it)]
        if not reachable:
            return statements.bind(self, 0)
        kind = self.random.choice(reachable)
        text = self.expressions.construction(self.program.classes[kind], 0)
        target = self.name("o")
        self.line("%s = %s" % (target, self.random.choice([text, text, "copy.copy(%s)" % text, "copy.deepcopy(%s)" % text])))
        return self.scope.bind(target, kind)

    def use_instance(self):
        name, owner = self.random.choice(self.instances())
        of, choice = self.expressions.of, self.random.choice
        fields = [it for it, kind in owner.attributes().items() if kind == "xs" and it not in owner.read_only
                  and not (name == "self" and it in owner.computed)]
        forms = []
        if fields:
            field = choice(fields)
            forms += ["{o}.%s = {xs}" % field, "{o}.%s.append({n})" % field, "{o}.%s += [{n}]" % field,
                      "{new} = {o}.%s" % field, "{new} = {o}.%s[:]" % field]
        dunders = owner.all_dunders()
        forms += [form for it in sorted(dunders) for form in DUNDER_USES.get(it, ())]
        if owner.is_frozen or not forms:
            return statements.change(self, 0)
        form = choice(forms)
        new = self.name("d")
        self.line(form.format(o=name, xs=of("xs", 1), n=self.random.randint(0, 9), new=new))
        if form.startswith("{new} ="):
            self.scope.bind(new, "xs")
        if form.endswith(":"):
            self.line("    %s" % choice(["%s.append(%d)" % (new, self.random.randint(0, 9)), "pass"]))
        return None


# With what the dunders of `whole_classes.DUNDERS` take and give.
DUNDER_USES = {
    "__getitem__": ["{new} = {o}[{n}]"],
    "__setitem__": ["{o}[{n}] = {xs}"],
    "__add__": ["{new} = {o} + {xs}"],
    "__iadd__": ["{o} += {xs}"],
    "__call__": ["{new} = {o}({xs})", "{new} = list(map({o}, [{xs}]))[0]"],
    "__iter__": ["for {new} in {o}:", "{new} = next(iter({o}), [])"],
    "__contains__": ["{new} = {xs} if {xs} in {o} else []"],
    "__len__": ["{new} = [len({o})]", "{new} = [1] if {o} else [2]"],
    "__enter__": ["with {o} as {new}:"],
    "__eq__": ["{new} = [{o} == {xs}]"],
}
