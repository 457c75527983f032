"""Expressions of generated programs, by the type of their value."""

KEYS = ["a", "b", "k"]


class Expressions:
    def __init__(self, random_source, scope):
        self.random = random_source
        self.scope = scope

    def of(self, kind, depth=0):
        """An expression of this type: a name more often than not, so that objects are shared."""
        known = self.scope.names(kind)
        if known and (depth > 2 or self.random.random() < 0.55):
            return self.random.choice(known)
        if depth > 2:
            return self.simple(kind)
        return self.random.choice(getattr(self, kind))(self, depth + 1) if hasattr(self, kind) else self.simple(kind)

    def simple(self, kind):
        """A display, without names."""
        small = self.random.randint
        return {
            "xs": lambda: "[%d, %d]" % (small(0, 9), small(0, 9)),
            "rows": lambda: self.random.choice(["[[1], [2, 3]]", "([[4]] * 2)", "[[5] for _ in range(2)]", "[[6], [], [8]]"]),
            "table": lambda: self.random.choice(['{"a": [1]}', '{"a": [2], "b": [3]}', 'dict.fromkeys(["a", "k"], [4])']),
            "set": lambda: "{%d, %d}" % (small(0, 4), small(5, 9)),
            "tuple": lambda: self.random.choice(["([1], [2])", "([3], [4, 5])"]),
            "int": lambda: str(self.random.choice([0, 1, 2, 3, 256, 257, 1000])),
            "text": lambda: self.random.choice(['"a"', '"b"', '"two words"', '""']),
            "maybe": lambda: self.random.choice(["None", "[1]"]),
            "box": lambda: "Box([1])" if self.scope.has_classes else "[1]",
            "slotted": lambda: "Slotted([2])" if self.scope.has_classes else "[2]",
            "stack": lambda: "Stack([3])" if self.scope.has_classes else "[3]",
            "deque": lambda: "collections.deque([[1], [2]], 5)",
            "buffer": lambda: 'bytearray(b"ab")',
            "maker": lambda: "(lambda: [1])",
            "changer": lambda: "(lambda v: v)",
            "iterator": lambda: "iter([1, 2, 3])",
        }[kind]()

    def boxes(self):
        return self.scope.has_classes and self.scope.names("box")

    def condition(self, depth=0):
        choice = self.random.choice
        xs, rows, table, number = (self.of(it, depth + 1) for it in ("xs", "rows", "table", "int"))
        return choice([
            "%s" % xs,
            "not %s" % xs,
            "%s is %s" % (xs, self.of("xs", depth + 1)),
            "%s is not %s" % (self.of("maybe", depth + 1), "None"),
            "%s is None" % self.of("maybe", depth + 1),
            "%s == %s" % (xs, self.of("xs", depth + 1)),
            "len(%s) > %d" % (rows, self.random.randint(0, 3)),
            '"%s" in %s' % (choice(KEYS), table),
            "%s in %s" % (xs, rows),
            "%s %% 2" % number,
            "isinstance(%s, list)" % self.of("maybe", depth + 1),
        ])

    def comparison(self):
        """An `is` whose answer somebody may be able to say."""
        choice = self.random.choice
        left = choice(["xs", "xs", "rows", "int", "text", "maybe"])
        first, second = self.of(left, 1), self.of(left, 1)
        other = choice([second, second, "None", "[]", "%s[:]" % self.of("xs", 2), "copy.copy(%s)" % first])
        return "%s %s %s" % (first, choice(["is", "is", "is not"]), other)


def one(template, *kinds):
    """A maker that fills the template with expressions of these types."""

    def make(expressions, depth):
        return template.format(*(expressions.of(it, depth) for it in kinds), k=expressions.random.choice(KEYS),
                               n=expressions.random.randint(0, 3))

    return make


def named(template, kind, *others):
    """As `one`, but {0} is a name of that type where there is one, so that it may stand twice."""

    def make(expressions, depth):
        known = expressions.scope.names(kind)
        if not known:
            return expressions.simple(others[0])
        rest = [expressions.of(it, depth) for it in others[1:]]
        return template.format(expressions.random.choice(known), *rest, k=expressions.random.choice(KEYS),
                               n=expressions.random.randint(0, 3))

    return make


def displayed(kind):
    return lambda expressions, depth: expressions.simple(kind)


def boxed(template, kind):
    def make(expressions, depth):
        known = expressions.boxes()
        return template.format(expressions.random.choice(known)) if known else expressions.simple(kind)

    return make


Expressions.xs = [
    displayed("xs"),
    one("list({})", "xs"),
    one("{}[:]", "xs"),
    one("{}.copy()", "xs"),
    one("copy.copy({})", "xs"),
    one("copy.deepcopy({})", "xs"),
    one("sorted({})", "xs"),
    one("[*{}, {n}]", "xs"),
    one("({} or [])", "xs"),
    one("({} or {})", "maybe", "xs"),
    one("({} and {})", "xs", "xs"),
    one("({} if {} else {})", "xs", "xs", "xs"),
    one("({} + {})", "xs", "xs"),
    one("[v for v in {}]", "xs"),
    one("max({}, {}, key=len)", "xs", "xs"),
    one("list(reversed({}))", "xs"),
    one("list(itertools.chain({}, {}))", "xs", "xs"),
    one("next(iter({}), [])", "rows"),
    one("sum({}, [])", "rows"),
    one("{}()", "maker"),
    one("{}({})", "changer", "xs"),
    one("(lambda v: v)({})", "xs"),
    one("(lambda v=[{n}]: v)()"),
    named("({0}[0] if {0} else [])", "rows", "xs"),
    named("({0}[-1] if {0} else [])", "rows", "xs"),
    named('{0}.get("{k}", [])', "table", "xs"),
    named('({0}.get("{k}") or {1})', "table", "xs", "xs"),
    named('{0}.setdefault("{k}", {1})', "table", "xs", "xs"),
    named("{0}[{n} % 2]", "tuple", "xs"),
    named("next(iter({0}.values()), [])", "table", "xs"),
    boxed("{}.items", "xs"),
    boxed("{}.give()", "xs"),
    boxed("{}.fresh()", "xs"),
    boxed("{}.shared", "xs"),
    boxed("{}.rows[0]", "xs"),
    boxed("getattr({}, 'items')", "xs"),
    boxed("(lambda b: b.items)({})", "xs"),
]
Expressions.rows = [
    displayed("rows"),
    one("[{}, {}]", "xs", "xs"),
    one("([{}] * 2)", "xs"),
    one("list({})", "rows"),
    one("{}[:]", "rows"),
    one("({}[:1] + {}[1:])", "rows", "rows"),
    one("copy.copy({})", "rows"),
    one("copy.deepcopy({})", "rows"),
    one("[list(r) for r in {}]", "rows"),
    one("[r for r in {} if r]", "rows"),
    one("[r[:] for r in {}]", "rows"),
    one("[{} for _ in range(2)]", "xs"),
    one("list(map(list, {}))", "rows"),
    one("list(filter(None, {}))", "rows"),
    one("sorted({}, key=len)", "rows"),
    one("list({}.values())", "table"),
    one("[*{}, {}]", "rows", "xs"),
    one("list({})", "tuple"),
    one("[p for p, _ in zip({}, {})]", "rows", "rows"),
    one("[r for _, r in enumerate({})]", "rows"),
    one("list(itertools.islice({}, 2))", "rows"),
    one("list(itertools.repeat({}, 2))", "xs"),
    boxed("{}.rows", "rows"),
]
Expressions.table = [
    displayed("table"),
    one('{{"{k}": {}}}', "xs"),
    one('{{"a": {}, "b": {}}}', "xs", "xs"),
    one("dict({})", "table"),
    one("dict(a={})", "xs"),
    one("{}.copy()", "table"),
    one("{{**{}, 'b': {}}}", "table", "xs"),
    one("copy.copy({})", "table"),
    one("copy.deepcopy({})", "table"),
    one("dict.fromkeys(['a', 'b'], {})", "xs"),
    one("{{key: value for key, value in {}.items()}}", "table"),
    one("{{key: list(value) for key, value in {}.items()}}", "table"),
    one("dict(zip(['a', 'b'], {}))", "rows"),
    one("collections.defaultdict(list, {})", "table"),
    one("collections.OrderedDict({})", "table"),
]
Expressions.set = [
    displayed("set"),
    one("set({})", "xs"),
    one("({} | {})", "set", "set"),
    one("{}.copy()", "set"),
    one("{{v for v in {}}}", "xs"),
    one("({} - {})", "set", "set"),
]
Expressions.tuple = [
    one("({}, {})", "xs", "xs"),
    one("({}, {})", "xs", "xs"),
    one("(*{},)", "tuple"),
    one("tuple([{}, {}])", "xs", "xs"),
    one("tuple({})", "tuple"),
    one("({}, [{n}])", "xs"),
]
Expressions.int = [
    displayed("int"),
    one("len({})", "xs"),
    one("len({})", "table"),
    one("({} + 1)", "int"),
    one("{}.count({n})", "xs"),
    one("sum({})", "xs"),
]
Expressions.text = [
    displayed("text"),
    one("({} + '')", "text"),
    one("{}[:]", "text"),
    one("str({})", "int"),
    one("{}.strip()", "text"),
    one("next(iter({}), '')", "table"),
    one("'{{}}'.format({})", "int"),
]
Expressions.maybe = [displayed("maybe"), one("{}.get('{k}')", "table"), one("({} or None)", "xs"), one("{}", "xs"),
                     one("None")]
Expressions.box = [
    lambda expressions, depth: "%s(%s)" % (expressions.random.choice(["Box", "Box", "Sub"]), expressions.of("xs", depth))
    if expressions.scope.has_classes else expressions.simple("box"),
    lambda expressions, depth: "Box(%s, %s)" % (expressions.of("xs", depth), expressions.of("box", depth))
    if expressions.scope.has_classes else expressions.simple("box"),
    one("copy.copy({})", "box"),
    one("copy.deepcopy({})", "box"),
]
Expressions.maker = [one("(lambda: {})", "xs"), one("(lambda v={}: v)", "xs"), displayed("maker")]
Expressions.changer = [displayed("changer"), one("(lambda v: v + [1])"), one("(lambda v: v.append(1) or v)"), one("list")]
Expressions.iterator = [one("iter({})", "xs"), one("(v for v in {})", "xs"), one("map(abs, {})", "xs"),
                        one("reversed({})", "xs")]
