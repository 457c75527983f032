"""What doppelint says of a statement: the lines of `heap --format jsonl`, made ready to be compared."""

import ast
import functools
import json
import re

STEP = re.compile(r'\.(?P<attribute>[^\W\d]\w*)|\[(?P<rest>\*)\]|\[(?P<keys>keys)\]|\[(?P<key>"(?:[^"\\]|\\.)*"|[^\]]*)\]')
UNBOUND = "unbound"
PLACE = re.compile(r'\{"path": ?"([^"\\]*)", ?"line": ?(\d+), ?"column": ?(\d+),')
COMPARISONS = re.compile(r'"comparisons": ?\[\{')
# No string of JSON can hold these: a quote in one has a backslash before it.
MAY, END_OF_PAIRS = '"may":[[', ']],"'


class Claims:
    """All that was said of some files: records by place, verdicts of comparisons by place. Most statements of a
    large file never run: a record is read when somebody asks for it."""

    def __init__(self, lines=()):
        self.records = {}
        self.unread = {}
        self.verdicts = {}
        for line in lines:
            if line.strip():
                self.add_line(line)

    def add_line(self, line):
        start = None if COMPARISONS.search(line) else PLACE.match(line)
        if start:
            self.unread[start[1], int(start[2]), int(start[3])] = line
        else:
            self.read(line)

    def read(self, line):
        rest, may = without_may(line)
        self.add(json.loads(rest), may)

    def add(self, members, may=""):
        record = Record(members, may)
        self.records[record.place] = record
        self.unread.pop(record.place, None)
        for it in members.get("comparisons", ()):
            place = (members["path"], it["line"], it["column"], it["end_line"], it["end_column"])
            self.verdicts.setdefault(place, {})[it["verdict"]] = record.assumptions

    def of_statement(self, path, *positions):
        """The record of the statement at the first of these positions that has one."""
        found = (self.record((path,) + it) for it in positions)
        return next((it for it in found if it is not None), None)

    def record(self, place):
        line = self.unread.get(place)
        if line is not None:
            self.read(line)
        return self.records.get(place)

    def of_comparison(self, path, place):
        """The verdicts, each with what was assumed for it."""
        return self.verdicts.get((path,) + place, {})


class Abstract:
    """An abstract object of one record."""

    def __init__(self, members):
        self.kind = members.get("kind", "opaque")
        self.single = members.get("single", False)
        self.mutable = members.get("mutable", self.kind not in ("const", "tuple"))
        self.distinct = members.get("distinct", "unknown")
        self.symbolic = members.get("symbolic", "")
        self.class_name = members.get("class", "").rpartition(".")[2]
        self.type = members.get("type", "")
        self.value = members.get("value")
        self.partial = members.get("partial", False)
        self.attributes, self.items = {}, {}
        self.rest = self.keys = None
        for slot, ids in members.get("slots", {}).items():
            self.add_slot(slot, frozenset(ids))

    def add_slot(self, slot, ids):
        kind, key = step_of(slot)
        if kind == "attribute":
            self.attributes[key] = ids
        elif kind == "item":
            self.items[key] = slot, ids
        else:
            setattr(self, kind, ids)

    @property
    def is_unbound(self):
        return self.kind == "const" and self.type == UNBOUND


class Layout:
    """The slots of an object that may be any of several abstract ones. Where one of them has a slot of its
    own and another has not, the other's `[*]` counts for that slot."""

    def __init__(self, abstracts):
        if len(abstracts) == 1:
            (one,) = abstracts
            self.attributes, self.items, self.keys, self.rest = one.attributes, one.items, one.keys, one.rest
        else:
            self.unite(abstracts)
        self.empty = not (self.attributes or self.items or self.keys or self.rest)

    def unite(self, abstracts):
        self.attributes, self.items = {}, {}
        self.keys = united(it.keys for it in abstracts)
        self.rest = united(it.rest for it in abstracts)
        for abstract in abstracts:
            for name, ids in abstract.attributes.items():
                self.attributes[name] = self.attributes.get(name, frozenset()) | ids
            for key, (slot, _) in abstract.items.items():
                self.items[key] = slot
        for key, slot in self.items.items():
            own = (it.items[key][1] if key in it.items else it.rest for it in abstracts)
            self.items[key] = slot, united(own) or frozenset()


def without_may(line):
    """The line, and its pairs of `may` if they stand in it without spaces: there are tens of thousands, most of
    the text, and few are asked for."""
    start = line.find(MAY)
    if start < 0:
        return line, ""
    start += len(MAY) - 1
    end = line.index(END_OF_PAIRS, start) + 1
    return line[:start] + line[end:], line[start:end]


class Pairs:
    """Pairs of paths, in any order: some of them read, some as text."""

    def __init__(self, pairs, text):
        self.pairs = frozenset(tuple(sorted(it)) for it in pairs)
        self.text = text

    def __contains__(self, pair):
        return pair in self.pairs or as_json(pair) in self.text or as_json(reversed(pair)) in self.text


def as_json(pair):
    return json.dumps(list(pair), ensure_ascii=False, separators=(",", ":"))


class Record:
    def __init__(self, members, may=""):
        self.place = members["path"], members["line"], members["column"]
        self.function = members.get("function", "")
        self.reachable = members.get("reachable", True)
        self.names = [(name, frozenset(ids), name.split(".")) for name, ids in sorted(members.get("names", {}).items())]
        self.objects = {name: Abstract(it) for name, it in members.get("objects", {}).items()}
        self.must = frozenset(tuple(sorted(it)) for it in members.get("must", ()))
        self.may = Pairs(members.get("may", ()), may)
        self.cut = members.get("cut", False)
        self.assumptions = tuple(members.get("assumptions", ()))
        self.changes = frozenset(members.get("changes", ()))
        self.must_change = frozenset(members.get("must_change", ()))
        self.layouts = {}
        self.compatible = {}

    def layout(self, ids):
        found = self.layouts.get(ids)
        if found is None:
            found = self.layouts[ids] = Layout([self.objects[it] for it in ids if it in self.objects])
        return found


def united(sets):
    """The union of the sets that are there, None if none is."""
    present = [it for it in sets if it is not None]
    return frozenset().union(*present) if present else None


@functools.lru_cache(maxsize=None)
def step_of(slot):
    """What a slot is (`attribute`, `item`, `rest`, `keys`), and which attribute or item."""
    step = STEP.fullmatch(slot)
    if step is None:
        raise ValueError("no slot is spelled %r" % slot)
    if step["attribute"]:
        return "attribute", step["attribute"]
    if step["rest"] or step["keys"]:
        return ("rest" if step["rest"] else "keys"), None
    return "item", key_of(step["key"])


def key_of(text):
    """A constant key, with its type: True and 1 are two."""
    value = json.loads(text) if text.startswith('"') else literal(text)
    return type(value), value


@functools.lru_cache(maxsize=10000)
def literal(text):
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text
