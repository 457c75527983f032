"""Records that are as good as can be: made from watching the programs themselves. They show that the comparison
blames nobody who is right, and, with a fault put in, that it blames who is wrong.

Every real object is an abstract object of its own, so that nothing is ever joined but over the turns.
"""

import collections
import json

import concrete
import places
from checks import Watched, changed_objects
from monitor import Monitor
from reports import Report


def records_of(program, run):
    """The lines of `heap --format jsonl` for a program, as dicts. `run` runs it under a monitor."""
    recorder = Recorder()
    run(program, Monitor(recorder, "sound", Report("sound"), 4000))
    return recorder.records()


class Recorder:
    """Takes a checker's place."""

    def __init__(self):
        self.statements = {}
        self.numbers = collections.defaultdict(dict)
        self.comparisons = {}

    def entered(self, activation):
        activation.snapshot = {}
        for number, value in activation.reachable.items():
            self.identity(activation, value)
            activation.snapshot[number] = Watched(value)

    def left(self, activation, site, position):
        if position and not site.open:
            self.note_changes(activation, self.statement(activation, position))
        activation.snapshot = {number: it.again() for number, it in activation.snapshot.items()}

    def done(self, activation, site, names):
        statement = self.statement(activation, site.position)
        if not site.open:
            self.note_changes(activation, statement)
        event = Look(self, activation, names)
        statement.add(event)
        activation.snapshot = {number: Watched(value) for number, value in event.values.items()}

    def compared(self, comparison, answer, activation):
        self.comparisons.setdefault(comparison, set()).add(answer)

    def statement(self, activation, position):
        key = (activation.unit.path,) + position
        return self.statements.setdefault(key, Statement(activation.unit))

    def note_changes(self, activation, statement):
        for it in changed_objects(activation.snapshot).values():
            statement.changes.add(self.identity(activation, it.value))

    def identity(self, activation, value):
        if type(value) in concrete.ATOMS:
            return "%s %r" % (type(value).__name__, value)
        numbers = self.numbers[activation.unit]
        return "o%d" % numbers.setdefault(id(value), (len(numbers), value))[0]

    def records(self):
        found = [statement.record(key) for key, statement in sorted(self.statements.items())]
        for comparison, answers in sorted(self.comparisons.items()):
            line, column, end_line, end_column = comparison.place
            verdict = str(answers.pop()).lower() if len(answers) == 1 else "meaningful"
            found[0]["comparisons"].append({"line": line, "column": column, "end_line": end_line,
                                            "end_column": end_column, "verdict": verdict})
        return found


class Look:
    """What there is at one event."""

    def __init__(self, recorder, activation, names):
        self.recorder, self.activation = recorder, activation
        self.values, self.objects, self.paths = {}, {}, {}
        self.names = {}
        for name, value in sorted(names.locals.items()):
            if not name.startswith("__"):
                self.names[name] = self.walk(name, value, 0)

    def walk(self, path, value, depth):
        number = self.recorder.identity(self.activation, value)
        self.paths.setdefault(path, set()).add((number, concrete.is_mutable(value)))
        if type(value) in concrete.ATOMS:
            self.objects[number] = {"kind": "const", "type": type(value).__name__, "value": repr(value)}
            return number
        self.values[id(value)] = value
        known = self.objects.setdefault(number, self.described(value))
        if depth < places.STEPS + 1:
            for slot, item in slots_of(value):
                inner = self.walk(path + slot, item, depth + 1)
                known["slots"].setdefault(slot, set()).add(inner)
        return number

    def described(self, value):
        kind = concrete.kind_of(value) or "opaque"
        found = {"kind": kind, "single": True, "mutable": concrete.is_mutable(value), "slots": {}}
        if kind == "instance":
            found["class"] = type(value).__name__
        items = [id(it) for _, it in concrete.items_of(value) if concrete.is_mutable(it)]
        if len(items) > 1:
            found["distinct"] = {1: "same", len(items): "distinct"}.get(len(set(items)), "unknown")
        return found


def slots_of(value):
    if concrete.kind_of(value) in ("class", "module", "function"):
        return
    for key, item in concrete.items_of(value):
        if isinstance(value, dict):
            yield "[keys]", key
        is_spelled = type(key) in (int, str, bool, type(None))
        yield ("[%s]" % (json.dumps(key) if isinstance(key, str) else repr(key)) if is_spelled and key is not None else "[*]"), item
    for name, item in concrete.own_attributes(value).items():
        yield "." + name, item
    for base in type(value).__mro__:
        if concrete.is_of_project(base):
            for name, item in base.__dict__.items():
                if not name.startswith("__") and not hasattr(type(item), "__get__") and name not in concrete.own_attributes(value):
                    yield "." + name, item


class Statement:
    """All events of a statement, joined."""

    def __init__(self, unit):
        self.unit = unit
        self.looks = []
        self.changes = set()

    def add(self, look):
        self.looks.append(look)

    def record(self, key):
        path, line, column = key
        objects, names = {}, {}
        for look in self.looks:
            for number, members in look.objects.items():
                self.join_object(objects, number, members)
        for name in {it for look in self.looks for it in look.names}:
            names[name] = sorted({look.names.get(name, "unbound") for look in self.looks})
        objects["unbound"] = {"kind": "const", "type": "unbound"}
        for members in objects.values():
            if "slots" in members:
                members["slots"] = {slot: sorted(ids) for slot, ids in members["slots"].items()}
        must, may = self.pairs()
        return {"path": path, "line": line, "column": column, "function": self.unit.name, "names": names,
                "objects": objects, "must": must, "may": may, "changes": sorted(self.changes), "comparisons": []}

    def join_object(self, objects, number, members):
        known = objects.setdefault(number, dict(members, slots={}) if "slots" in members else members)
        for slot, ids in members.get("slots", {}).items():
            known["slots"][slot] = known["slots"].get(slot, set()) | ids
        if known.get("distinct", "unknown") != members.get("distinct", "unknown"):
            known["distinct"] = "unknown"

    def pairs(self):
        must, may = [], []
        relations = collections.defaultdict(set)
        for look in self.looks:
            for pair, relation in related(look):
                relations[pair].add(relation)
        for pair, found in sorted(relations.items()):
            if found == {"one"}:
                must.append(list(pair))
            elif found != {"apart"}:
                may.append(list(pair))
        return must, may


def related(look):
    mutable = {path: {number for number, changes in numbers if changes} for path, numbers in look.paths.items()}
    paths = sorted(look.paths)
    for place, first in enumerate(paths):
        for second in paths[place + 1:]:
            ours, theirs = mutable[first], mutable[second]
            if ours or theirs:
                is_one = len(look.paths[first] | look.paths[second]) == 1
                yield (first, second), "one" if is_one else "some" if ours & theirs else "apart"
