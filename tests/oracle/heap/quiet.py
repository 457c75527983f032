"""Functions of one parameter that call nothing of the program and touch no global.

What is said of them rests on no assumption, so in the report policy nothing excuses a mistake."""

import random

ARGUMENTS = {
    "rows": ["[[1], [2, 3]]", "[[5]]", "[[1], [2], [3]]", "[[4], [], [6]]"],
    "table": ['{"a": [1], "b": [2]}', '{"a": [3]}', '{"b": [1], "k": [2]}'],
    "anything": ["None", "[1, 2]", '"text"', "7", '{"a": [1]}', "(1, [2])", "{1, 2}", "[]", "0"],
    "box": ["Plain([1])", "Plain([2, 3])"],
    "number": ["0", "1", "2"],
}

PLAIN = """\
import copy


class Plain:
    def __init__(self, items):
        self.items = items
        self.rows = [[9], list(items)]
"""

KINDS = ("list", "dict", "str", "int", "tuple", "set")


def function(source, name):
    """(the lines of a function, the argument of each call of it)"""
    kind = source.choice(sorted(ARGUMENTS) + ["number", "number"])
    body = {"rows": of_rows, "table": of_table, "anything": of_anything, "box": of_box, "number": of_number}[kind](source)
    lines = ["def %s(p):" % name] + ["    " + it for it in body]
    return lines, source.sample(ARGUMENTS[kind], min(len(ARGUMENTS[kind]), 4))


def of_rows(source):
    """Rows are met in a loop, at a known place, at one that is not known."""
    body = ["first = last = None", "for row in p:", "    if first is None:", "        first = row"]
    body.append("    " + source.choice(["last = row", "last = [row]", "row.append(0)", "row += [1]"]))
    body += ["place = len(p) - %d" % source.choice([1, 1, 2]), "start = p[0]", "end = p[place]"]
    body += source.sample(["end.append(1)", "p[place] = [9]", "p.append(start)", "p[0] = start[:]", "held = [start, end]",
                           "kept = p[:]", "p.insert(0, [8])", "del p[0]"], 3)
    return body + ["return first, last, start, end"]


def of_table(source):
    key = source.choice(["a", "b", "k"])
    body = ['name = "%s" if len(p) > 1 else "%s"' % (key, source.choice(["a", "b", "k"]))]
    body += ['p[name] = fresh = [0]', 'seen = p["%s"] if "%s" in p else None' % (key, key)]
    body += source.sample(['p["k"] = fresh', "fresh.append(1)", 'other = p.get("a")', "held = [it for it in p.values()]",
                           'p["b"] = [4]', 'removed = p.pop("a", None)'], 3)
    return body + ["for one in p.values():", "    one.append(2)", "return seen, fresh"]


def of_anything(source):
    """What a test tells holds only where the test said so."""
    kind = source.choice(KINDS)
    test = source.choice(["isinstance(p, %s)" % kind, "p is None", "p is not None", "p", "not p", "p == 7"])
    body = ["if %s:" % test, "    held = p", "    seen = [p]", "else:"]
    body += ["    " + source.choice(["held = p", "held = [p]", "held = None"]), "    seen = p"]
    body += ["both = held", "more = (held, seen)"]
    for _ in range(source.randint(1, 3)):
        test = source.choice(["isinstance(both, %s)" % source.choice(KINDS), "both is not None", "both"])
        body += ["if %s:" % test, "    kept = [both]"]
    if source.random() < 0.5:
        body += ["while isinstance(both, list) and both:", "    both = both[0]"]
    return body + ["return both, more"]


def of_box(source):
    body = ["fresh = [1]"]
    body += source.choice([["p.items = fresh"], ["p.items = fresh if p.rows else p.rows[0]"], ["p.rows[0] = fresh"],
                           ["before = p.items", "p.items = fresh"], ["p.rows = [fresh, p.items]"]])
    body += ["seen = p.items", "inner = p.rows[0]"]
    body += source.sample(["seen.append(2)", "fresh.append(3)", "p.more = seen", "p.items = p.rows", "del p.items",
                           "p.rows.append(seen)", "inner = p.rows"], 2)
    return body + ["return seen, inner"]


def of_number(source):
    """Everything is made in the function: of all of it the kinds and places are known."""
    body = ["rows = [[1], [2], [3]]", "table = {\"a\": rows[0], \"b\": [4]}", "first, last, kept = rows[0], rows[2], None"]
    steps = ["rows.insert(0, [9])", "rows.insert(1, first)", "del rows[0]", "rows.remove([2])", "rows.reverse()", "rows.append(first)",
             "rows[p] = last", "rows = rows + [first]", "rows += [last]", "rows *= 2", "rows = rows[:]", "rows = rows[1:]",
             "kept = copy.copy(rows)", "kept = rows", "rows = copy.deepcopy(rows)", "kept = copy.copy(table)", "rows = list(rows)", "rows = sorted(rows)", "rows.clear()",
             "table = dict(table)", "table = {**table}", "table.update(c=last)", "table[\"a\"] = last", "table.pop(\"b\", None)",
             "first = table.setdefault(\"k\", last)", "last = table.get(\"a\")", "rows = [row for row in rows]", "rows = [*rows, last]",
             "rows = list(reversed(rows))", "rows = [first, *rows]", "one, *rest = [first, last, [0]]", "first.append(1)",
             "first = first + [7]", "first += [7]", "rows.extend([first])", "table = copy.copy(table)", "table.clear()"]
    for step in source.sample(steps, 7):
        body += [step, "start = rows[0] if rows else None"] if source.random() < 0.5 else [step]
    if source.random() < 0.5:
        body += ["if p:", "    rows = [last]"]
    return body + ["return rows, table, first, last, kept"]


def program(seed):
    """The text of a program of such functions, each called with what it may be given."""
    source = random.Random("doppelint quiet %d" % seed)
    lines = [PLAIN]
    for number in range(source.randint(2, 4)):
        name = "q%d" % number
        body, arguments = function(source, name)
        lines += ["", *body, ""]
        for argument in arguments:
            lines += ["try:", "    %s(%s)" % (name, argument), "except (AttributeError, IndexError, KeyError, TypeError):", "    pass"]
    return "\n".join(lines) + "\n"
