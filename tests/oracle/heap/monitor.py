"""What the probes of a running program call: keeps track of activations and hands their events to a checker."""

import builtins
import contextlib
import sys

import concrete
import instrument
from places import OPTIMIZED, Names

REACH = 3


class Stop(BaseException):
    """The program has run long enough."""


class Activation:
    """One run of a function, class or module body."""

    def __init__(self, unit, excluded):
        self.unit = unit
        self.excluded = excluded
        self.snapshot = {}
        # What was passed, by parameter, and all mutable objects at hand then, by identity.
        self.parameters = {}
        self.reachable = {}
        # Two roots bind to one object; two roots, or two paths from one, lead to one object.
        self.roots_meet = False
        self.shared_by_roots = False
        self.shared_in_root = False
        # A method runs for something that is no instance of its class.
        self.has_other_receiver = False
        self.skipped = False
        # A function that other code of the program called.
        self.is_called = False

    @property
    def counts_for_tightness(self):
        return not (self.roots_meet or self.shared_by_roots or self.shared_in_root)


class Monitor:
    """Runs of programs share one; each program adds its sites. `most_events` bounds a program's run."""

    def __init__(self, checker, policy, report, most_events):
        self.checker = checker
        self.policy = policy
        self.report = report
        self.most_events = most_events
        self.reset()

    def reset(self):
        """Forgets everything of the programs so far."""
        self.sites, self.units, self.comparisons, self.ways = [], [], [], []
        self.raising = {}
        self.activations = {}
        self.kept = {}
        self.passed, self.taken = set(), set()
        self.events = 0
        self.stopped = False

    def instrumented(self, text, path):
        """The tree of a program, whose probes are known here from now on."""
        program = instrument.instrument(text, path, len(self.sites), len(self.comparisons), len(self.ways))
        first = len(self.units)
        self.units += program.units
        self.sites += [site._replace(unit=site.unit + first) for site in program.sites]
        self.comparisons += program.comparisons
        self.ways += [it + first for it in program.ways]
        return program.tree

    @contextlib.contextmanager
    def listening(self):
        names = {instrument.PROBE: self.probe, instrument.VALUE: self.value, instrument.COMPARED: self.compared,
                 instrument.WAY: self.way, instrument.DECIDED: self.decided}
        for name, function in names.items():
            setattr(builtins, name, function)
        try:
            yield self
        finally:
            # A generator may end when the program has.
            for name in names:
                setattr(builtins, name, unheard)

    # What programs call

    def probe(self, number):
        self.event(number, sys._getframe(1))

    def value(self, number, value):
        self.event(number, sys._getframe(1))
        return value

    def compared(self, number, answer):
        activation = self.activation_around(sys._getframe(1))
        if not (activation and (activation.excluded or activation.skipped)):
            self.checker.compared(self.comparisons[number], answer, activation)
        return answer

    def way(self, number, value):
        self.taken.add(number)
        return value

    def decided(self, number, value):
        """Of two ways one is taken. What asking would run code is not asked, and no way is known."""
        if type(value) in concrete.ATOMS or type(value) in (list, tuple, dict, set):
            self.taken.add(number if value else number + 1)
        return value

    def activation_around(self, frame):
        """That of the frame; of a lambda or comprehension, which has none, that of who called it."""
        while frame is not None and id(frame) not in self.activations:
            frame = frame.f_back
        return self.activations.get(id(frame))

    # Events

    def event(self, number, frame):
        self.events += 1
        if self.stopped or self.events > self.most_events:
            self.stopped = True
            raise Stop
        site = self.sites[number]
        self.passed.add(number)
        if site.kind == instrument.ENTERED:
            self.enter(site, frame)
            return
        activation = self.activations.get(id(frame))
        if activation is None or activation.excluded or activation.skipped:
            return
        self.report.events += 1
        if site.kind == instrument.DONE:
            self.checker.done(activation, site, Names(frame))
        else:
            self.checker.left(activation, site, self.position_left(site, frame))
        for part in activation.snapshot.values():
            self.kept[id(part.value)] = part.value

    def position_left(self, site, frame):
        """Which statement the changes until here belong to, or None."""
        if site.kind == instrument.LEFT:
            return site.position
        if site.kind == instrument.CAUGHT:
            return self.statement_that_raised(site.unit, frame)
        return None

    def statement_that_raised(self, unit, frame):
        trace = sys.exc_info()[2]
        while trace is not None and trace.tb_frame is not frame:
            trace = trace.tb_next
        if trace is None:
            return None
        found = [it for it in self.sites_of(unit) if it.position[0] <= trace.tb_lineno <= it.end_line]
        latest = max((it.position[0] for it in found), default=0)
        raising = {(it.position, it.open) for it in found if it.position[0] == latest}
        position, is_open = raising.pop() if raising else (None, True)
        return None if is_open or raising else position

    def sites_of(self, unit):
        if unit not in self.raising:
            self.raising[unit] = [it for it in self.sites if it.unit == unit and it.kind == instrument.DONE]
        return self.raising[unit]

    def exercised(self):
        """Path and line of each unit of which control took every way that a probe stands on, and that an expression
        may take."""
        left_out = {site.unit for number, site in enumerate(self.sites) if number not in self.passed}
        left_out |= {unit for number, unit in enumerate(self.ways) if number not in self.taken}
        return {(unit.path, unit.line) for number, unit in enumerate(self.units) if number not in left_out}

    # Activations

    def enter(self, site, frame):
        unit = self.units[site.unit]
        activation = self.activations[id(frame)] = Activation(unit, unit.excluded)
        self.report.entered(activation)
        activation.is_called = bool(frame.f_code.co_flags & OPTIMIZED) and self.activation_around(frame.f_back) is not None
        if unit.excluded:
            self.exclude_callers(frame.f_back, unit.excluded)
            return
        self.bind_roots(activation, frame)
        if activation.roots_meet and self.policy == "report":
            activation.skipped = True
            self.report.count("activation skipped: two roots are one object")
            return
        if activation.shared_by_roots or activation.shared_in_root:
            self.report.count("activation entered with shared objects")
        self.checker.entered(activation)

    def exclude_callers(self, frame, reason):
        while frame is not None:
            activation = self.activations.get(id(frame))
            if activation and not activation.excluded:
                activation.excluded = reason
                self.report.excluded(activation)
            frame = frame.f_back

    def bind_roots(self, activation, frame):
        names = Names(frame)
        activation.parameters = {it: names.get(it) for it in activation.unit.parameters}
        activation.has_other_receiver = has_other_receiver(activation)
        if names.is_module:
            return
        roots = {it: names.get(it) for it in names.own.union(frame.f_code.co_names)}
        seen = {}
        for name, value in sorted(roots.items()):
            if is_data(value):
                activation.roots_meet |= seen.setdefault(id(value), name) != name
        for name, value in sorted(roots.items()):
            if value is not concrete.MISSING:
                activation.reachable.update(self.reach(activation, value))
        self.kept.update(activation.reachable)

    def reach(self, activation, root):
        """All mutable objects up to REACH steps from a root; notes when one is reached twice."""
        found, level = {}, [root]
        for _ in range(REACH + 1):
            after = []
            for value in level:
                if type(value) in concrete.ATOMS or isinstance(value, type(sys)):
                    continue
                if is_data(value):
                    if id(value) in found:
                        activation.shared_in_root = True
                        continue
                    activation.shared_by_roots |= id(value) in activation.reachable
                    found[id(value)] = value
                after += parts_of(value)
            level = after
        return found


def has_other_receiver(activation):
    first = next(iter(activation.unit.parameters), None)
    if not activation.unit.method_of or first is None:
        return False
    receiver = activation.parameters[first]
    kinds = type(receiver).__mro__ + (receiver.__mro__ if isinstance(receiver, type) else ())
    return activation.unit.method_of not in (it.__name__ for it in kinds)


def unheard(_, value=None):
    """What probes call when nobody listens any more."""
    return value


def is_data(value):
    """Whether it is a mutable object whose sharing a program can see; not what programs are made of."""
    return concrete.is_mutable(value) and concrete.kind_of(value) not in ("class", "function")


def parts_of(value):
    """What the object holds, for functions also what their cells and defaults hold."""
    parts = [item for _, item in concrete.items_of(value)]
    if isinstance(value, type) and not concrete.is_of_project(value):
        return parts
    kind = concrete.kind_of(value)
    if kind in ("instance", "class"):
        parts += [it for name, it in concrete.own_attributes(value).items() if not name.startswith("__")]
        if kind == "instance":
            parts += parts_of(type(value))
    if kind == "function" and hasattr(value, "__code__"):
        parts += list(value.__defaults__ or ())
        parts += [it.cell_contents for it in value.__closure__ or () if not is_empty(it)]
    if kind == "method":
        parts.append(value.__self__)
    return parts


def is_empty(cell):
    try:
        cell.cell_contents
    except ValueError:
        return True
    return False
