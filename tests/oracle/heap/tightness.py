"""How much of what holds in all runs doppelint knows: pairs of paths whose mutable objects are never one, or always.

A pair that never shares should be in neither list, one that always does in `must`. Places behind a call whose code
doppelint has not seen are counted apart: what such a call gives back is known only once functions have summaries.
"""

import collections

import concrete
from monitor import is_data

SHARED, APART, PARTLY = 1, 2, 4
ENOUGH = 0.95
BEHIND = " behind a call that is not seen"
MOST_PATHS = 40

Offence = collections.namedtuple("Offence", "expected construct")


class Tightness:
    def __init__(self):
        self.seen = {}
        self.records = {}
        self.asked = collections.Counter()
        self.known = collections.Counter()
        self.offences = collections.Counter()
        self.examples = {}

    def add(self, activation, site, state):
        """One event. What is said of a pair is decided when the program has ended."""
        key = activation.unit.path, activation.unit.line, site.position
        self.records[key] = state.record, site.construct
        pairs = self.seen.setdefault(key, {})
        places = [(place.path, mutable_values(place)) for place in state.places.values()]
        places = sorted((path, values) for path, values in places if values)[:MOST_PATHS]
        for number, (first, ours) in enumerate(places):
            for second, theirs in places[number + 1:]:
                pair = first, second
                pairs[pair] = pairs.get(pair, 0) | relation(ours, theirs)

    def finish(self):
        """All runs of some program are over."""
        charged = set()
        for key in sorted(self.seen):
            record, construct = self.records[key]
            for pair, bits in self.seen[key].items():
                if bits in (SHARED, APART):
                    self.judge(key, pair, "always" if bits == SHARED else "never", record, construct, charged)
        self.seen.clear()
        self.records.clear()

    def judge(self, key, pair, expected, record, construct, charged):
        known = pair in record.must if expected == "always" else pair not in record.must and pair not in record.may
        if "unknown-call" in record.assumptions:
            self.asked[expected + BEHIND] += 1
            self.known[expected + BEHIND] += known
            return
        self.asked[expected] += 1
        self.known[expected] += known
        # Only the first statement of a function that does not know it is to blame.
        blame = key[:2] + pair + (expected,)
        if not known and blame not in charged:
            charged.add(blame)
            offence = Offence(expected, construct)
            self.offences[offence] += 1
            self.examples.setdefault(offence, "%s:%d: `%s`, `%s`" % (key[0], key[2][0], *pair))

    def add_summary(self, other):
        self.asked.update(other.asked)
        self.known.update(other.known)
        self.offences.update(other.offences)
        for offence, example in other.examples.items():
            self.examples.setdefault(offence, example)

    def share(self, expected):
        return self.known[expected] / self.asked[expected] if self.asked[expected] else 1.0

    def is_enough(self):
        return all(self.share(it) >= ENOUGH for it in ("never", "always"))

    def lines(self, most=15):
        for expected in ("never", "always", "never" + BEHIND, "always" + BEHIND):
            yield "%s one object in any run: %d pairs, %.2f %% known" % (
                expected, self.asked[expected], 100 * self.share(expected))
        for offence, count in self.offences.most_common(most):
            yield "%6d not known as %s from here on: %s   %s" % (count, offence.expected, offence.construct,
                                                             self.examples[offence])


def mutable_values(place):
    return frozenset(id(it) for it in place.values if is_data(it) and type(it) not in concrete.ATOMS)


def relation(ours, theirs):
    if ours == theirs and len(ours) == 1:
        return SHARED
    return PARTLY if ours & theirs else APART
