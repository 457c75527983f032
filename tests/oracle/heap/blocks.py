"""Compound statements of generated programs, and which statements there are."""

import sys

from statements import (augment, augment_item, bind, bind_class, bind_other, chain, change, compare, delete, new, pick, unpack,
                        walrus)


def condition(writer, depth):
    writer.line("if %s:" % writer.expressions.condition())
    writer.block(depth)
    if writer.random.random() < 0.3:
        writer.line("elif %s:" % writer.expressions.condition())
        writer.block(depth, 1)
    if writer.random.random() < 0.5:
        writer.line("else:")
        writer.block(depth)


def ensure(writer, depth):
    """`if x is None: x = []` and its like."""
    own = writer.scope.names("maybe", own=True)
    name = writer.random.choice(own) if own else new(writer, "maybe")
    form = writer.random.randrange(3)
    if form == 0:
        writer.line("if %s is None:" % name)
        writer.line("    %s = %s" % (name, writer.expressions.of("xs")))
    elif form == 1:
        writer.line("%s = %s or []" % (name, name))
    else:
        writer.line("%s = %s if %s is not None else %s" % (name, name, name, writer.expressions.of("xs", 2)))
    writer.scope.bind(name, "xs")


LOOPS = [
    ("for {v} in {0}[:3]:", "rows", "xs"),
    ("for {v} in list({0})[:3]:", "rows", "xs"),
    ("for {v} in tuple({0}):", "tuple", "xs"),
    ("for {i}, {v} in enumerate({0}[:3]):", "rows", "xs"),
    ("for {v} in list({0}.values()):", "table", "xs"),
    ("for {t}, {v} in list({0}.items()):", "table", "xs"),
    ("for {i} in {0}[:3]:", "xs", None),
    ("for {i} in range(%d):", "xs", None),
    ("for {v}, {w} in zip({0}[:2], {1}[:2]):", "rows", "xs"),
    ("for {i} in itertools.islice({0}, 3):", "iterator", None),
]


def loop(writer, depth):
    if writer.loops >= 2:
        return change(writer, depth)
    template, kind, bound = writer.random.choice(LOOPS)
    names = {key: writer.name(key) for key in "vwit"}
    source = writer.expressions.of(kind)
    text = template.format(source, writer.expressions.of("rows", 1), **names)
    writer.line(text % writer.random.randint(1, 3) if "%d" in text else text)
    mark = writer.scope.mark()
    for key, type_of in (("v", "xs"), ("w", "xs"), ("i", "int"), ("t", "text")):
        if "{%s}" % key in template:
            writer.scope.bind(names[key], type_of)
    return loop_body(writer, depth, mark)


def loop_body(writer, depth, mark):
    writer.loops += 1
    writer.block(depth)
    if writer.random.random() < 0.2:
        writer.line("    if %s:" % writer.expressions.condition())
        writer.line("        " + writer.random.choice(["break", "continue"]))
        if writer.random.random() < 0.5:
            writer.indent += "    "
            change(writer, depth)
            writer.indent = writer.indent[:-4]
    writer.loops -= 1
    writer.scope.back_to(mark)


def accumulate(writer, depth):
    """A loop that collects: what it appends is shared by all turns, or each turn's own."""
    if writer.loops >= 2:
        return change(writer, depth)
    target, row, turn = writer.name("r"), writer.name("x"), writer.name("i")
    writer.line("%s = []" % target)
    inside = writer.random.random() < 0.5
    if not inside:
        writer.line("%s = []" % row)
    writer.line("for %s in range(%d):" % (turn, writer.random.randint(1, 3)))
    if inside:
        writer.line("    %s = [%s]" % (row, turn))
    else:
        writer.line("    %s.append(%s)" % (row, turn))
    writer.line("    %s.append(%s)" % (target, writer.random.choice([row, row, row + "[:]", writer.expressions.of("xs", 2)])))
    if writer.random.random() < 0.5:
        writer.line("    %s[0].append(%s)" % (target, turn))
    return writer.scope.bind(target, "rows")


def count_loop(writer, depth):
    if writer.loops >= 2:
        return change(writer, depth)
    counter = writer.name("c")
    writer.line("%s = 0" % counter)
    writer.line("while %s < %d:" % (counter, writer.random.randint(1, 3)))
    writer.line("    %s += 1" % counter)
    mark = writer.scope.mark()
    return loop_body(writer, depth, mark)


def attempt(writer, depth):
    name = pick(writer, "rows")
    writer.line("try:")
    writer.block(depth)
    writer.line("    " + writer.random.choice(["%s[5].append(1)" % name, "%s[0].append(2)" % name, 'raise ValueError(%s)' % name,
                                               "{}['missing'].append(%s)" % name]))
    handler = writer.random.random()
    if handler < 0.85:
        writer.line("except (IndexError, KeyError, ValueError) as error:")
        writer.block(depth, 1)
    if handler > 0.6:
        if handler >= 0.85:
            writer.line("except Exception:")
            writer.line("    pass")
        writer.line("finally:")
        writer.block(depth, 1)


def context(writer, depth):
    if not writer.scope.has_classes:
        return change(writer, depth)
    name = writer.name("b")
    writer.line("with %s as %s:" % (writer.expressions.of("box"), name))
    writer.scope.bind(name, "box")
    return writer.block(depth)


def match(writer, depth):
    if sys.version_info < (3, 10):
        return change(writer, depth)
    subject = pick(writer, writer.random.choice(["rows", "table", "maybe"]))
    first, rest = writer.name("m"), writer.name("m")
    writer.line("match %s:" % subject)
    patterns = ["[%s, *%s]" % (first, rest), '{"a": %s, **%s}' % (first, rest), "None", "[] | {}", "list() as %s" % first]
    for pattern in writer.random.sample(patterns, 2):
        writer.line("    case %s:" % pattern)
        writer.indent += "    "
        writer.block(depth, 1)
        writer.indent = writer.indent[:-4]
    writer.line("    case _:")
    return writer.line("        pass")


# Functions inside

def closure(writer, depth):
    """An inner function that reads or changes a name of the scope around it."""
    own = writer.scope.names("xs", own=True)
    captured = writer.random.choice(own) if own else new(writer, "xs")
    name = writer.name("g")
    form = writer.random.randrange(5)
    writer.line("def %s(%s):" % (name, "value=%s" % writer.expressions.of("xs", 2) if form == 3 else ""))
    if form == 1 and not writer.scope.is_module:
        writer.line("    nonlocal %s" % captured)
        writer.line("    %s = %s" % (captured, writer.random.choice(["[]", "%s + [1]" % captured])))
    elif form == 2:
        writer.line("    %s.append(%d)" % (captured, writer.random.randint(0, 9)))
    elif form == 3:
        writer.line("    value.append(1)")
        writer.line("    return value")
        writer.scope.bind(name, "maker")
        return
    writer.line("    return %s" % captured)
    writer.scope.bind(name, "maker")
    if writer.random.random() < 0.6:
        result = writer.name("x")
        writer.line("%s = %s()" % (result, name))
        writer.scope.bind(result, "xs")


def generator(writer, depth):
    captured = pick(writer, "rows")
    name, result = writer.name("y"), writer.name("r")
    writer.line("def %s():" % name)
    writer.line("    for row in %s[:3]:" % captured)
    writer.line("        %s" % writer.random.choice(["row.append(0)", "pass", "row = row[:]"]))
    writer.line("        yield row")
    form = writer.random.randrange(3)
    if form == 0:
        writer.line("%s = list(%s())" % (result, name))
        writer.scope.bind(result, "rows")
    elif form == 1:
        writer.line("%s = next(%s(), [])" % (result, name))
        writer.scope.bind(result, "xs")
    else:
        writer.line("for %s in %s():" % (result, name))
        writer.line("    %s.append(%d)" % (result, writer.random.randint(0, 9)))


def iterate(writer, depth):
    name = writer.name("i")
    writer.line("%s = %s" % (name, writer.expressions.of("iterator")))
    writer.line("%s = next(%s, 0)" % (writer.name("n"), name))
    result = writer.name("x")
    writer.line("%s = list(itertools.islice(%s, 5))" % (result, name))
    writer.scope.bind(result, "xs")


def view(writer, depth):
    name = writer.name("k")
    table = pick(writer, "table")
    writer.line("%s = %s.%s()" % (name, table, writer.random.choice(["keys", "values", "items"])))
    change(writer, depth)
    writer.line("%s = len(%s)" % (writer.name("n"), name))


def lambdas(writer, depth):
    name = writer.name("l")
    writer.line("%s = [lambda: %s for %s in %s[:2]]" % (name, "row", "row", writer.expressions.of("rows")))
    result = writer.name("x")
    writer.line("%s = %s[0]() if %s else []" % (result, name, name))
    writer.scope.bind(result, "xs")


def early_return(writer, depth):
    if writer.scope.is_module or depth > 1:
        return change(writer, depth)
    writer.line("if %s:" % writer.expressions.condition())
    return writer.line("    return %s" % writer.expressions.of("xs"))


FLAT = [bind, bind, bind, change, change, change, chain, augment, augment, unpack, compare, bind_class, iterate, augment_item,
        delete, ensure]
ALL = FLAT + [change, augment, walrus, condition, condition, loop, loop, accumulate, count_loop, attempt, context, closure,
              closure, generator, view, lambdas, bind_other, match, early_return, lambda writer, depth: writer.call_statement()]
