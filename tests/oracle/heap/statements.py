"""Simple statements of generated programs. Each maker takes the writer and how deep it stands in blocks."""

from expressions import KEYS

KINDS = ["xs", "xs", "xs", "rows", "rows", "table", "tuple", "maybe", "int", "text", "set"]


def pick(writer, kind):
    """A name of that type; makes one where there is none."""
    known = writer.scope.names(kind)
    if known:
        return writer.random.choice(known)
    return new(writer, kind)


def new(writer, kind):
    name = writer.name(kind[0])
    writer.line("%s = %s" % (name, writer.expressions.of(kind)))
    writer.scope.bind(name, kind)
    return name


# Bindings

def bind(writer, depth):
    kind = writer.random.choice(KINDS)
    own = writer.scope.names(kind, own=True)
    if own and writer.random.random() < 0.3:
        name = writer.random.choice(own)
        writer.line("%s = %s" % (name, writer.expressions.of(kind)))
    else:
        new(writer, kind)


def bind_class(writer, depth):
    if not writer.scope.has_classes:
        return bind(writer, depth)
    kind = writer.random.choice(["box", "box", "slotted", "stack"])
    name = writer.name(kind[0])
    made = {"box": "box", "slotted": None, "stack": None}[kind]
    xs = writer.expressions.of("xs")
    writer.line("%s = %s" % (name, writer.expressions.of("box") if made else "%s(%s)" % (kind.title(), xs)))
    return writer.scope.bind(name, kind)


def bind_other(writer, depth):
    kind = writer.random.choice(["deque", "buffer"])
    name = writer.name(kind[0])
    writer.line("%s = %s" % (name, writer.expressions.simple(kind)))
    writer.scope.bind(name, kind)
    if kind == "deque":
        writer.line("%s.append(%s)" % (name, writer.expressions.of("xs")))
    else:
        writer.line('%s += b"x"' % name)


def chain(writer, depth):
    kind = writer.random.choice(["xs", "rows", "table"])
    first, second = writer.name(kind[0]), writer.name(kind[0])
    writer.line("%s = %s = %s" % (first, second, writer.expressions.of(kind)))
    writer.scope.bind(first, kind)
    writer.scope.bind(second, kind)


def unpack(writer, depth):
    first, second = writer.name("u"), writer.name("v")
    form = writer.random.randrange(4)
    if form == 0:
        writer.line("%s, %s = %s, %s" % (first, second, writer.expressions.of("xs"), writer.expressions.of("xs")))
    elif form == 1:
        writer.line("%s, %s, *_ = %s" % (first, second, writer.expressions.of("tuple")))
    elif form == 2:
        writer.line("%s, *%s = [%s, *%s]" % (first, second, writer.expressions.of("xs"), writer.expressions.of("rows")))
        writer.scope.bind(first, "xs")
        return writer.scope.bind(second, "rows")
    else:
        both = writer.scope.names("xs", own=True)
        if len(both) < 2:
            return unpack_pair(writer, first, second)
        one, other = writer.random.sample(both, 2)
        return writer.line("%s, %s = %s, %s" % (one, other, other, one))
    writer.scope.bind(first, "xs")
    return writer.scope.bind(second, "xs")


def unpack_pair(writer, first, second):
    writer.line("(%s, %s) = %s" % (first, second, "([1], [2])"))
    writer.scope.bind(first, "xs")
    writer.scope.bind(second, "xs")


def walrus(writer, depth):
    name = writer.name("w")
    writer.line("if (%s := %s):" % (name, writer.expressions.of("xs")))
    writer.scope.bind(name, "xs")
    writer.block(depth, 1)


def compare(writer, depth):
    name = writer.name("q")
    writer.line("%s = %s" % (name, writer.expressions.comparison()))


def delete(writer, depth):
    form = writer.random.randrange(3)
    if form == 0 and depth == 0 and len(writer.scope.names("xs", own=True)) > 3:
        name = writer.random.choice(writer.scope.names("xs", own=True))
        if not name.startswith("x_"):
            writer.line("del %s" % name)
            return writer.scope.forget(name)
    if form == 1:
        return writer.line("del %s[:1]" % pick(writer, "rows"))
    return writer.line("del %s[1:]" % pick(writer, "xs"))


# Changes

CHANGES = {
    "xs": ["{0}.append({n})", "{0}.extend([{n}])", "{0}.insert(0, {n})", "{0} and {0}.pop()", "{0}.reverse()", "{0}.sort()",
           "{0}[:1] = [{n}, {n}]", "{0}[len({0}):] = {1}[:2]", "{0}[:] = {1}[:4]", "{0}.clear()", "{0}.extend({1}[:2])",
           "list.append({0}, {n})", "{0}.__iadd__([{n}])"],
    "rows": ["{0}.append({1})", "{0}.append([{n}])", "{0}.insert(0, {1})", "{0} and {0}[0].append({n})", "{0} and {0}.pop()",
             "{0}[:1] = [{1}]", "{0}.extend([{1}, {1}])", "{0}.reverse()", "{0} and {0}[-1].extend({1}[:2])",
             "[r.append({n}) for r in {0}[:3]]", "{0}.sort(key=len)", "{0}.extend({2}[:2])"],
    "table": ['{0}["{k}"] = {1}', '{0}["{k}"] = []', '{0}.update({k}={1})', '{0}.setdefault("{k}", []).append({n})',
              '{0}.pop("{k}", None)', '{0}.get("{k}", []).append({n})', "{0}.update({3})", '{0}.setdefault("{k}", {1})',
              "{0} and next(iter({0}.values())).append({n})"],
    "set": ["{0}.add({n})", "{0}.discard({n})", "{0}.update({1}[:2])", "{0} and {0}.pop()"],
    "tuple": ["{0}[0].append({n})", "{0}[-1].extend({1}[:2])", "[v.append({n}) for v in {0}]"],
    "box": ["{0}.items.append({n})", "{0}.items = {1}", "{0}.add({n})", "{0}.take({1})", "{0}.note({n})", "{0}.rows.append({1})",
            "{0}.shared = {1}", "{0}.link = {0}", "Box.shared = {1}", "Box.count += 1", "{0}.count += 1", "{0}.shared.append({n})",
            "setattr({0}, 'items', {1})", "{0}.__dict__['items'] = {1}", "{0}.add({n}).add({n})", "vars({0})['items'].append({n})"],
    "slotted": ["{0}.other = {1}", "{0}.items.append({n})", "{0}.items, {0}.other = {0}.other, {0}.items"],
    "stack": ["{0}.append({n})", "{0}.extend({1}[:2])"],
    "deque": ["{0}.append({1})", "{0}.appendleft({1})", "{0}.rotate(1)", "{0} and {0}[0].append({n})"],
    "buffer": ["{0}.append(65)", '{0}.extend(b"yz")', '{0}[:1] = b"q"'],
}


def fill(writer, template, name):
    of = writer.expressions.of
    fills = [name]
    for number, kind in enumerate(("xs", "rows", "table"), 1):
        fills.append(of(kind, 1) if "{%d}" % number in template else "")
    return template.format(*fills, n=writer.random.randint(0, 9), k=writer.random.choice(KEYS))


def change(writer, depth):
    kinds = [kind for kind in CHANGES if writer.scope.names(kind)]
    kind = writer.random.choice(kinds or ["xs"])
    template = writer.random.choice(CHANGES[kind])
    if template.startswith("list.append") and kind != "xs":
        template = "{0}.append({n})"
    writer.line(fill(writer, template, pick(writer, kind)))


def augment(writer, depth):
    """In place for lists and sets, a new object for tuples and numbers; always a binding."""
    forms = [("xs", "{0} += [{n}]"), ("xs", "{0} += {1}[:3]"), ("rows", "{0} += [{1}]"), ("set", "{0} |= {{{n}}}"),
             ("tuple", "{0} += ({1},)"), ("int", "{0} += 1"), ("text", '{0} += "x"'), ("set", "{0} -= {{{n}}}")]
    kind, template = writer.random.choice(forms)
    own = writer.scope.names(kind, own=True)
    name = writer.random.choice(own) if own else new(writer, kind)
    writer.line(fill(writer, template, name))


def augment_item(writer, depth):
    form = writer.random.randrange(5)
    if form == 0:
        name = pick(writer, "table")
        writer.line('if "%s" in %s:' % ("a", name))
        writer.line('    %s["a"] += [%d]' % (name, writer.random.randint(0, 9)))
    elif form == 1 and writer.scope.names("box"):
        writer.line("%s.items += %s[:2]" % (pick(writer, "box"), writer.expressions.of("xs", 2)))
    elif form == 2 and writer.scope.names("box"):
        writer.line("%s.shared += [1]" % pick(writer, "box"))
    elif form == 3:
        name = pick(writer, "rows")
        writer.line("if %s:" % name)
        writer.line("    %s[0] += [%d]" % (name, writer.random.randint(0, 9)))
    else:
        name = pick(writer, "tuple")
        writer.line("try:")
        writer.line("    %s[0] += [%d]" % (name, writer.random.randint(0, 9)))
        writer.line("except TypeError as error:")
        writer.line("    %s[0].append(0)" % name)
