"""Functions of generated programs. Each maker writes one, or a few that belong together, at the end of a module."""

from vocabulary import PARAMETER_TYPES, Scope
from whole_calls import Callee, Parameter, WholeWriter

RESULTS = ["xs", "xs", "xs", "rows", "rows", "table", "none", "maker", "changer"]


def start(program, module, name, texts, decorators=()):
    module.lines += ["", ""] + ["@" + it for it in decorators] + ["def %s(%s):" % (name, ", ".join(texts))]


def body_of(program, module, parameters, indent="    "):
    """A writer for a function's body."""
    scope = Scope(program.random, module.scope.has_classes, outer=module.scope)
    scope.outer.update(module.scope.outer)
    for name, kind in parameters:
        scope.bind(name, kind)
    return WholeWriter(program, module, scope, indent)


def fill(writer, lines):
    for line in lines:
        for part in line.split("\n"):
            writer.line(part)


def add(program, module, callee):
    program.callees.append(callee)
    module.define(callee.name)


def parameter_kinds(program, module, count):
    kinds = [it for it in PARAMETER_TYPES if it != "box" or module.scope.has_classes]
    known = [it for it in program.classes if module.visible.get(it)]
    return [program.random.choice(known) if known and program.random.random() < 0.25 else program.random.choice(kinds)
            for _ in range(count)]


def plain(program, module, decorators=(), result=None, kinds=None):
    """Some parameters, some statements, some result."""
    random = program.random
    name = program.new("f")
    parameters, texts, style, defaulted = [], [], "", False
    defaults = WholeWriter(program, module, module.scope)
    for kind in kinds or parameter_kinds(program, module, random.randint(0, 3)):
        parameter = program.new(kind[0].lower() + "_")
        if texts and not style and random.random() < 0.12:
            texts.append("*")
            style = "keyword"
        defaulted = defaulted and not style or random.random() < 0.15 and kind not in program.classes
        default = "=" + defaults.expressions.simple(kind) if defaulted else ""
        parameters.append(Parameter(parameter, kind, defaulted, style))
        texts.append(parameter + default)
    start(program, module, name, texts, decorators)
    writer = body_of(program, module, [(it.name, it.kind) for it in parameters])
    for _ in range(random.randint(1, 5)):
        writer.statement(0)
    result = result or random.choice(RESULTS)
    if result != "none":
        known = [it.name for it in parameters if it.kind == result]
        writer.line("return " + (random.choice(known) if known and random.random() < 0.5 else writer.expressions.of(result)))
    add(program, module, Callee(name, parameters, "", result, writer.cost + 1))


def defaulted(program, module):
    random = program.random
    name = program.new("f")
    default = random.choice(["[]", "[1]", "None"])
    start(program, module, name, ["value", "acc=%s" % default])
    writer = body_of(program, module, [("value", "xs"), ("acc", "xs")])
    if default == "None":
        fill(writer, [random.choice(["if acc is None:\n    acc = []", "acc = acc or []", "acc = [] if acc is None else acc"])])
    fill(writer, [random.choice(["acc.append(len(value))", "acc.extend(value[:2])", "acc += value[:2]", "value.append(0)"])])
    writer.statement(1)
    writer.line("return " + random.choice(["acc", "acc", "value", "acc[:]"]))
    add(program, module, Callee(name, [Parameter("value", "xs"), Parameter("acc", "xs", True)], "", "xs", writer.cost + 1))


def starred(program, module):
    random = program.random
    name = program.new("f")
    rest = random.choice(["*", "**"])
    if rest == "*":
        start(program, module, name, ["first", "*rest"])
        writer = body_of(program, module, [("first", "xs"), ("rest", "tuple")])
        writer.scope.forget("rest")
        fill(writer, [random.choice(["held = list(rest)", "held = [first, *rest]", "held = [*rest][:2]", "held = []\nfor one in rest:\n    held.append(one)"])])
        writer.scope.bind("held", "rows")
    else:
        start(program, module, name, ["first", "**named"])
        writer = body_of(program, module, [("first", "xs"), ("named", "table")])
        fill(writer, [random.choice(["held = list(named.values())", 'held = [first, named.get("a", first)]', 'named["k"] = first\nheld = [first]'])])
        writer.scope.bind("held", "rows")
    for _ in range(random.randint(0, 2)):
        writer.statement(1)
    result = random.choice(["xs", "rows"])
    writer.line("return " + ("held" if result == "rows" else random.choice(["first", "held[0] if held else first"])))
    add(program, module, Callee(name, [Parameter("first", "xs")], rest, result, writer.cost + 1))


def forwarding(program, module):
    """Hands on what it is given, whatever that is."""
    known = [it for it in program.callees if module.visible.get(it.name) and it.cost < 40]
    if not known:
        return plain(program, module)
    target = program.random.choice(known)
    name = program.new("f")
    start(program, module, name, ["*args", "**named"])
    writer = body_of(program, module, [])
    text = "%s(*args, **named)" % module.visible[target.name]
    fill(writer, program.random.choice([["return " + text], ["result = " + text, "return result"], ["held = [args, named]", "return " + text]]))
    return add(program, module, target._replace(name=name, cost=target.cost + 2))


HIGHER = [
    (["fn", "v"], ["changer", "xs"], "xs", ["return fn(v)", "return fn(fn(v))", "v.append(1)\nreturn fn(v)", "got = fn(v)\ngot.append(2)\nreturn v",
                                           "return (lambda w: fn(w))(v)"]),
    (["fn", "r"], ["changer", "rows"], "rows", ["return [fn(one) for one in r[:3]]", "return list(map(fn, r[:3]))", "return list(filter(fn, r[:3]))",
                                               "return sorted(r, key=fn)", "out = []\nfor one in r[:3]:\n    out.append(fn(one))\nreturn out",
                                               "return [*map(lambda one: fn(one), r[:2])]"]),
    (["fn"], ["maker"], "xs", ["return fn()", "first = fn()\nsecond = fn()\nfirst.append(1)\nreturn second", "return fn() or []"]),
    (["fn", "make"], ["changer", "maker"], "xs", ["return fn(make())", "made = make()\nfn(made)\nreturn made"]),
    (["fn", "r"], ["changer", "rows"], "xs", ["return functools.reduce(lambda a, b: fn(a), r[:3], [])", "return max(r, key=fn, default=[])",
                                             "return next(map(fn, r), [])", "held = {'k': fn}\nreturn held['k'](r[0] if r else [])"]),
    (["fn", "other"], ["changer", "changer"], "changer", ["return lambda v: other(fn(v))", "def both(v):\n    fn(v)\n    return other(v)\nreturn both",
                                                         "return fn or other"]),
]


def higher_order(program, module):
    random = program.random
    names, kinds, result, bodies = random.choice(HIGHER)
    name = program.new("f")
    start(program, module, name, names)
    writer = body_of(program, module, list(zip(names, kinds)))
    if random.random() < 0.3:
        writer.statement(1)
    fill(writer, [random.choice(bodies)])
    add(program, module, Callee(name, [Parameter(*it) for it in zip(names, kinds)], "", result, writer.cost + 40))


FACTORIES = [
    (["xs"], "changer", ["def inner(v):", "    {kept}.append(1)", "    return {kept}", "return inner"]),
    (["xs"], "changer", ["def inner(v):", "    nonlocal {kept}", "    before, {kept} = {kept}, v", "    return before", "return inner"]),
    (["xs"], "changer", ["def inner(v, own={kept}):", "    own.extend(v[:2])", "    return own", "return inner"]),
    (["xs"], "maker", ["return lambda: {kept}"]),
    (["xs"], "maker", ["return lambda: {kept}[:]"]),
    (["xs"], "maker", ["return {kept}.copy"]),
    (["xs"], "maker", ["count = [0]", "def inner():", "    count[0] += 1", "    return count if count[0] > 1 else {kept}", "return inner"]),
    (["xs"], "maker", ["{kept} = {kept}[:]", "def inner():", "    {kept}.append(2)", "    return {kept}", "return inner"]),
    (["rows"], "maker", ["makers = [lambda: one for one in {kept}[:3]]", "return makers[0] if makers else list"]),
    (["rows"], "maker", ["makers = [lambda one=one: one for one in {kept}[:3]]", "return makers[0] if makers else list"]),
    (["xs"], "changer", ["def outer(v):", "    def inner():", "        v.append(len({kept}))", "        return v", "    return inner()", "return outer"]),
]


def factory(program, module):
    """A function that makes a closure."""
    random = program.random
    (kind,), result, body = random.choice(FACTORIES)
    name = program.new("f")
    start(program, module, name, ["kept"])
    writer = body_of(program, module, [("kept", kind)])
    if random.random() < 0.3:
        writer.statement(1)
    fill(writer, [it.format(kept="kept") for it in body])
    add(program, module, Callee(name, [Parameter("kept", kind)], "", result, writer.cost + 1))


DECORATORS = [
    ["def {d}(fn):", "    return fn"],
    ["def {d}(fn):", "    @functools.wraps(fn)", "    def wrapper(*args, **named):", "        return fn(*args, **named)", "    return wrapper"],
    ["def {d}(fn):", "    calls = []", "    @functools.wraps(fn)", "    def wrapper(*args, **named):", "        result = fn(*args, **named)",
     "        calls.append(result)", "        return result", "    return wrapper"],
    ["def {d}(fn):", "    def wrapper(*args, **named):", "        result = fn(*args, **named)", "        return result[:] if isinstance(result, list) else result",
     "    return wrapper"],
    ["def {d}(fn):", "    fn.calls = []", "    return fn"],
    ["def {d}(fn):", "    last = None", "    def wrapper(*args, **named):", "        nonlocal last", "        if last is None:",
     "            last = fn(*args, **named)", "        return last", "    return wrapper"],
    ["class {d}:", "    def __init__(self, fn):", "        self.fn = fn", "        self.seen = []", "", "    def __call__(self, *args, **named):",
     "        self.seen.append(args)", "        return self.fn(*args, **named)"],
]


def decorated(program, module):
    random = program.random
    name = program.new("d")
    lines = [it.format(d=name) for it in random.choice(DECORATORS)]
    text = name
    if random.random() < 0.25 and lines[0].startswith("def"):
        lines = ["def %s(note):" % name] + ["    " + it for it in [lines[0].replace(name, "decorate")] + lines[1:]] + ["    return decorate"]
        text = "%s(%s)" % (name, random.choice(module.scope.names("xs")))
    elif random.random() < 0.2 and lines[0].startswith("def"):
        lines[1:1] = ["    %s.append(1)" % random.choice(module.scope.names("xs"))]
    module.lines += ["", ""] + lines
    for _ in range(random.randint(1, 2)):
        random.choice([plain, plain, defaulted_plain])(program, module, [text])


def defaulted_plain(program, module, decorators):
    plain(program, module, decorators, "xs")


GENERATORS = [
    ["for one in r[:3]:", "    yield one"],
    ["for one in r[:3]:", "    one.append(0)", "    yield one"],
    ["for one in r[:3]:", "    yield list(one)"],
    ["yield r[0] if r else []", "r.append([5])", "yield r[-1]"],
    ["held = []", "for one in r[:3]:", "    held.append(len(one))", "    yield held"],
    ["yield from r[:2]", "yield [9]"],
    ["try:", "    yield from r[:3]", "finally:", "    r.append([])"],
]
CONSUMERS = [
    ("rows", ["return list({g}({r}))"]),
    ("rows", ["out = []", "for one in {g}({r}):", "    one.append(1)", "    out.append(one)", "return out"]),
    ("xs", ["return next({g}({r}), [])"]),
    ("xs", ["steps = {g}({r})", "first = next(steps, [])", "second = next(steps, [])", "first.append(3)", "return second"]),
    ("rows", ["first, *rest = [*{g}({r}), []]", "return [first, *rest]"]),
    ("rows", ["return [one for one in {g}({r}) if one]"]),
    ("rows", ["return sorted({g}({r}), key=len)"]),
]


def generator(program, module):
    random = program.random
    made, name = program.new("y"), program.new("f")
    start(program, module, made, ["r"])
    module.lines += ["    " + it for it in random.choice(GENERATORS)]
    result, body = random.choice(CONSUMERS)
    start(program, module, name, ["r"])
    writer = body_of(program, module, [("r", "rows")])
    if random.random() < 0.3:
        writer.statement(1)
    fill(writer, [it.format(g=made, r="r") for it in body])
    add(program, module, Callee(name, [Parameter("r", "rows")], "", result, writer.cost + 12))


RECURSIVE = [
    (["r", "n=2"], "rows", ["rows"], ["if n <= 0:", "    return r", "return {f}({step}, n - 1)"], ["r", "r + [[n]]", "[*r, [n]]", "r[:]", "[list(one) for one in r]"]),
    (["v", "n=2"], "xs", ["xs"], ["if not n:", "    return v", "v.append(n)", "return {f}({step}, n - 1)"], ["v", "v[:]", "v + [1]", "list(v)"]),
    (["v", "n=2", "acc=None"], "rows", ["xs"], ["acc = [] if acc is None else acc", "acc.append({step})", "if n > 0:", "    {f}(v, n - 1, acc)", "return acc"],
     ["v", "v[:]", "[n]"]),
    (["v", "n=2"], "rows", ["xs"], ["if n == 0:", "    return [v]", "return {f}({step}, n - 1) + [v]"], ["v", "v[:]", "[n]"]),
    (["r"], "xs", ["rows"], ["if not r:", "    return []", "head, *tail = r[:3]", "got = {f}(tail)", "return {step}"], ["head + got", "head", "got", "got or head"]),
    (["v", "n=1"], "xs", ["xs"], ["kept = [v, [n]]", "if n:", "    kept[1] = {f}(kept[0], n - 1)", "    kept[1].append(4)", "return kept[{step}]"], ["0", "1", "n"]),
]


def recursive(program, module):
    random = program.random
    texts, result, kinds, body, steps = random.choice(RECURSIVE)
    name = program.new("f")
    start(program, module, name, texts)
    writer = body_of(program, module, [(texts[0], kinds[0])])
    step = random.choice(steps)
    fill(writer, [it.format(f=name, step=step) for it in body])
    add(program, module, Callee(name, [Parameter(texts[0], kinds[0])], "", result, writer.cost * 4))


def mutual(program, module):
    """Two functions that call each other; the first also names one that is not there yet."""
    random = program.random
    first, second = program.new("f"), program.new("f")
    start(program, module, first, ["v", "n=3"])
    writer = body_of(program, module, [("v", "xs")])
    fill(writer, ["if n <= 0:", "    return v", random.choice(["v.append(n)", "v = v[:]", "pass"]), "return %s(v, n - 1)" % second])
    start(program, module, second, ["v", "n=3"])
    writer = body_of(program, module, [("v", "xs")])
    fill(writer, ["if n <= 0:", "    return %s" % random.choice(["v", "[n]", "v[:]"]),
                  "return %s(%s, n - 1)" % (first, random.choice(["v", "v + [n]", "[n]"]))])
    for name in (first, second):
        add(program, module, Callee(name, [Parameter("v", "xs")], "", "xs", 16))


GLOBALS = [
    ("xs", [], "none", ["global {g}", "{g} = [{n}]"]),
    ("xs", [], "xs", ["return {g}"]),
    ("xs", [], "xs", ["global {g}", "before, {g} = {g}, []", "return before"]),
    ("xs", [("v", "xs")], "none", ["global {g}", "{g} = v"]),
    ("xs", [("v", "xs")], "none", ["{g}.extend(v[:2])"]),
    ("xs", [("v", "xs")], "none", ["{g}[:] = v[:3]"]),
    ("rows", [("v", "xs")], "none", ["{g}.append(v)"]),
    ("rows", [("v", "xs")], "xs", ["{g}.append(v)", "return {g}[0]"]),
    ("rows", [], "rows", ["return {g}"]),
    ("rows", [], "xs", ["return {g}[-1] if {g} else []"]),
    ("table", [("v", "xs")], "xs", ['return {g}.setdefault("k", v)']),
    ("table", [("v", "xs")], "none", ['{g}["a"] = v']),
    ("table", [], "table", ["return {g}"]),
    ("table", [], "xs", ['return {g}.get("a", [])']),
]


def of_global(program, module):
    """Reads, changes or binds a global that the module already has."""
    random = program.random
    kind, parameters, result, body = random.choice(GLOBALS)
    known = module.scope.names(kind, own=True)
    if not known:
        return plain(program, module)
    name, chosen = program.new("f"), random.choice(known)
    start(program, module, name, [it for it, _ in parameters])
    writer = body_of(program, module, parameters)
    if not body[0].startswith("global") and random.random() < 0.3:
        writer.statement(1)
    fill(writer, [it.format(g=chosen, n=random.randint(0, 9)) for it in body])
    return add(program, module, Callee(name, [Parameter(*it) for it in parameters], "", result, writer.cost + 1))


CONTEXTS = [["yield v"], ["v.append(1)", "yield v", "v.append(2)"], ["held = [v]", "try:", "    yield held[0]", "finally:", "    v.clear()"], ["yield v[:]"]]


def context(program, module):
    random = program.random
    made, name = program.new("k"), program.new("f")
    start(program, module, made, ["v"], ["contextlib.contextmanager"])
    module.lines += ["    " + it for it in random.choice(CONTEXTS)]
    start(program, module, name, ["v"])
    writer = body_of(program, module, [("v", "xs")])
    writer.line("with %s(v) as got:" % made)
    writer.scope.bind("got", "xs")
    writer.block(1, 1)
    fill(writer, ["    got.append(3)", "return %s" % random.choice(["got", "v"])])
    add(program, module, Callee(name, [Parameter("v", "xs")], "", "xs", writer.cost + 6))


def cached(program, module):
    """The cache hands out one object again and again."""
    random = program.random
    name, user = program.new("f"), program.new("f")
    start(program, module, name, ["n=0"], [random.choice(["functools.lru_cache(maxsize=None)", "functools.lru_cache", "functools.lru_cache()"])])
    module.lines.append("    return " + random.choice(["[n]", "[[n], [n + 1]][0]", "list(range(n))"]))
    add(program, module, Callee(name, [], "", "xs", 4))
    start(program, module, user, ["n=0"])
    writer = body_of(program, module, [])
    fill(writer, ["got = %s(%s)" % (name, random.choice(["n", "", "1"])), random.choice(["got.append(5)", "got = got[:]", "again = %s(n)" % name]), "return got"])
    add(program, module, Callee(user, [], "", "xs", writer.cost + 4))


def memoized(program, module):
    random = program.random
    name, cache = program.new("f"), program.new("cache")
    module.lines += ["", "", "%s = {}" % cache]
    start(program, module, name, ["v", "key=\"a\""])
    writer = body_of(program, module, [("v", "xs")])
    fill(writer, random.choice([
        ["if key not in {c}:", "    {c}[key] = {made}", "return {c}[key]"],
        ["found = {c}.get(key)", "if found is None:", "    found = {c}[key] = {made}", "return found"],
        ["return {c}.setdefault(key, {made})"],
        ["try:", "    return {c}[key]", "except KeyError:", "    {c}[key] = made = {made}", "    return made"],
    ]))
    made = random.choice(["v", "v[:]", "[1]"])
    module.lines = [it.replace("{c}", cache).replace("{made}", made) for it in module.lines]
    add(program, module, Callee(name, [Parameter("v", "xs")], "", "xs", writer.cost + 1))


def dispatch(program, module):
    """Functions in a table, called by a name that may be known."""
    random = program.random
    writer = WholeWriter(program, module, module.scope)
    table, name = program.new("handlers"), program.new("f")
    functions = [writer.expressions.of("changer") for _ in range(3)]
    module.lines += ["", "", '%s = {"a": %s, "b": %s}' % (table, functions[0], functions[1])]
    if random.random() < 0.4:
        module.lines.append('%s["k"] = %s' % (table, functions[2]))
    start(program, module, name, ["v", 'key="a"'])
    inside = body_of(program, module, [("v", "xs")])
    fill(inside, random.choice([
        ['return %s[key](v)' % table],
        ['return %s["b"](v)' % table],
        ["fn = %s.get(key, list)" % table, "return fn(v)"],
        ["for fn in list(%s.values()):" % table, "    v = fn(v)", "return v"],
        ["return [fn(v) for fn in %s.values()][0]" % table],
    ]))
    add(program, module, Callee(name, [Parameter("v", "xs")], "", "xs", inside.cost + 60))


def registry(program, module):
    """Callbacks that are registered and called later."""
    random = program.random
    hooks, subscribe, publish = program.new("hooks"), program.new("f"), program.new("f")
    module.lines += ["", "", "%s = []" % hooks]
    start(program, module, subscribe, ["fn"])
    module.lines += ["    %s.append(fn)" % hooks, "    return fn"]
    add(program, module, Callee(subscribe, [Parameter("fn", "changer")], "", "changer", 4))
    start(program, module, publish, ["v"])
    writer = body_of(program, module, [("v", "xs")])
    fill(writer, random.choice([
        ["for fn in %s[:3]:" % hooks, "    fn(v)", "return v"],
        ["out = [fn(v) for fn in %s[:3]]" % hooks, "return out[-1] if out else v"],
        ["return %s[-1](v) if %s else v" % (hooks, hooks)],
    ]))
    add(program, module, Callee(publish, [Parameter("v", "xs")], "", "xs", writer.cost + 60))
    if random.random() < 0.5:
        plain(program, module, [subscribe], "xs", ["xs"])


def partial(program, module):
    random = program.random
    known = [it for it in program.callees if module.visible.get(it.name) and it.result == "xs" and not it.rest
             and [one.kind for one in it.parameters] == ["xs"] and it.cost < 30]
    if not known:
        return plain(program, module)
    target, name = random.choice(known), program.new("p")
    value = WholeWriter(program, module, module.scope).expressions.of("xs", 2)
    module.lines += ["", "", "%s = functools.partial(%s, %s)" % (name, module.visible[target.name], value)]
    return add(program, module, Callee(name, [], "", "xs", target.cost + 1))
