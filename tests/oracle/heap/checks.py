"""Compares one event of a running program with what was claimed for the statement."""

import concrete
from places import State


class Checker:
    """Told of every event of activations that are looked at; what is wrong goes to `report`."""

    def __init__(self, claims, report, tightness=None):
        self.claims = claims
        self.report = report
        self.tightness = tightness

    def entered(self, activation):
        activation.snapshot = {number: Watched(value) for number, value in activation.reachable.items()}

    def done(self, activation, site, names):
        record = self.record(activation, site)
        if record is None:
            activation.snapshot = {}
            return
        if not record.reachable:
            self.report.violation("reachable", activation, site, record, "the statement runs")
            activation.snapshot = {}
            return
        changed = changed_objects(activation.snapshot)
        state = State(record, names)
        self.report.state_checked(state)
        event = Event(self.report, activation, site, record, state)
        event.check_names(names)
        event.check_kinds()
        event.check_pairs()
        event.check_must()
        event.check_single()
        event.check_parameters()
        event.check_distinct()
        if not site.open:
            event.check_changes(changed)
        if self.tightness is not None and activation.counts_for_tightness:
            self.tightness.add(activation, site, state)
        activation.snapshot = {number: Watched(value, state.candidates[number]) for number, value in state.objects.items()}

    def left(self, activation, site, position):
        """The statement at the position, or its header, is over without a state to look at."""
        record = position and self.claims.of_statement(activation.unit.path, position)
        if record and record.reachable and not site.open:
            changed = changed_objects(activation.snapshot)
            Event(self.report, activation, site, record, None).check_changes(changed)
        activation.snapshot = {number: it.again() for number, it in activation.snapshot.items()}

    def compared(self, comparison, answer, activation):
        verdicts = self.claims.of_comparison(comparison.path, comparison.place)
        self.report.compared(comparison, answer, verdicts, activation)

    def record(self, activation, site):
        record = self.claims.of_statement(activation.unit.path, site.position, site.decorated)
        if record is None:
            self.report.missing(activation, site)
        return record


class Event:
    def __init__(self, report, activation, site, record, state):
        self.report = report
        self.activation = activation
        self.site = site
        self.record = record
        self.state = state

    def wrong(self, kind, text, *arguments):
        self.report.violation(kind, self.activation, self.site, self.record, text % arguments)

    def check_names(self, names):
        """A name said to be bound is; one said to be unbound is not. Globals that a function reads are bound
        by others, at a time that it does not know."""
        for name, ids, parts in self.record.names:
            bound = name in self.state.places
            unbound = [it for it in ids if self.record.objects[it].is_unbound]
            if bound or unbound or len(parts) > 1 or not ids:
                continue
            if name in names.made_here or names.is_module and name not in concrete.BUILTIN_NAMES:
                self.wrong("unbound", "`%s` is unbound, and said to be one of %s", name, shown(ids))

    def check_kinds(self):
        for path, value, ids in self.state.misfits:
            if not ids:
                self.wrong("uncovered", "`%s` is there, and may be nothing", path)
            else:
                self.wrong("kind", "`%s` is %s, which none of %s can be", path, described(value), self.described(ids))
        for path, value in self.state.uncovered:
            self.wrong("uncovered", "`%s` holds a %s, and there is no slot for it", path, type(value).__name__)

    def check_pairs(self):
        """Two paths to one mutable object are a pair of `must` or `may`; absence means never, but where there were
        more paths than are compared."""
        if self.record.cut:
            self.report.count("too many paths for all pairs")
            return
        where = {}
        for place in self.state.places.values():
            for value in place.values:
                if concrete.is_mutable(value) and self.may_be_mutable(place, value):
                    where.setdefault(id(value), []).append(place.path)
        for number, paths in where.items():
            if len(paths) > 1:
                self.check_paths(self.state.objects.get(number), sorted(paths))

    def check_paths(self, value, paths):
        for place, first in enumerate(paths):
            for second in paths[place + 1:]:
                pair = first, second
                if pair not in self.record.must and pair not in self.record.may:
                    self.wrong("never", "`%s` and `%s` are one %s", first, second, type(value).__name__)

    def may_be_mutable(self, place, value):
        if concrete.is_certainly_mutable(value):
            return True
        return any(self.record.objects[it].mutable for it in place.ids)

    def check_must(self):
        places = self.state.places
        for first, second in self.record.must:
            if first in places and second in places:
                values = places[first].values + places[second].values
                if any(it is not values[0] for it in values):
                    self.wrong("must", "`%s` and `%s` are not one object", first, second)
            else:
                self.report.count("must pair of which one is not there")

    def check_single(self):
        owner = {}
        for number, ids in self.state.candidates.items():
            if len(ids) == 1:
                (name,) = ids
                if self.record.objects[name].single and owner.setdefault(name, number) != number:
                    self.wrong("single", "%s is two objects: %s", name, self.described(ids))

    def check_parameters(self):
        """The object of a parameter is the one that was passed."""
        for number, ids in self.state.candidates.items():
            if len(ids) != 1:
                continue
            abstract = self.record.objects[next(iter(ids))]
            passed = self.activation.parameters.get(abstract.symbolic, self)
            if abstract.single and passed is not self and id(passed) != number:
                self.wrong("symbolic", "%s is not what was passed as `%s`", shown(ids), abstract.symbolic)

    def check_distinct(self):
        for number, ids in self.state.candidates.items():
            flags = {self.record.objects[it].distinct for it in ids}
            if flags != {"same"} and flags != {"distinct"}:
                continue
            value = self.state.objects[number]
            items = [id(it) for _, it in concrete.items_of(value) if concrete.is_mutable(it)]
            if flags == {"same"} and len(set(items)) > 1:
                self.wrong("distinct", "the items of %s are not the same object", shown(ids))
            if flags == {"distinct"} and len(set(items)) < len(items):
                self.wrong("distinct", "two items of %s are one object", shown(ids))

    def check_changes(self, changed):
        now = self.state.candidates if self.state else {}
        for number, it in changed.items():
            ids = it.ids | now.get(number, frozenset())
            if not ids:
                self.report.count("changed object that has no abstract one")
            elif not ids & self.record.changes and (it.has_public_change() or not self.is_modelled(ids)):
                self.wrong("changes", "a %s changes, none of %s is said to", type(it.value).__name__, self.described(ids))
        for name in self.record.must_change:
            before = [number for number, it in self.activation.snapshot.items() if it.ids == {name}]
            if before and not any(it in changed for it in before):
                self.report.count("must-change of which nothing is seen")

    def is_modelled(self, ids):
        """Whether it is an instance of a class that models describe. They speak of what others can see."""
        return all(self.record.objects[it].partial for it in ids)

    def described(self, ids):
        words = []
        for it in sorted(ids):
            abstract = self.record.objects[it]
            words.append("%s %s%s" % (it, abstract.type if abstract.kind == "const" else abstract.kind,
                                      " " + abstract.value if abstract.value is not None else ""))
        return ", ".join(words) or "nothing"


class Watched:
    """An object with what it held, and what it may be."""

    __slots__ = ("value", "ids", "before", "public")

    def __init__(self, value, ids=frozenset()):
        self.value = value
        self.ids = ids
        self.before = concrete.contents(value)
        self.public = self.before if self.before is None else concrete.public_contents(value, self.before)

    def again(self):
        return Watched(self.value, self.ids)

    def has_changed(self):
        return self.before is not None and not is_same(self.before, concrete.contents(self.value))

    def has_public_change(self):
        now = concrete.contents(self.value)
        return now is None or not is_same(self.public, concrete.public_contents(self.value, now))


def is_same(before, now):
    return now is not None and concrete.same_contents(before, now)


def changed_objects(snapshot):
    """What of the snapshot is not as it was, by identity."""
    return {number: it for number, it in snapshot.items() if it.has_changed()}


def shown(ids):
    return ", ".join(sorted(ids))


def described(value):
    if type(value) in concrete.ATOMS:
        return repr(value)[:40]
    return "a " + type(value).__name__
