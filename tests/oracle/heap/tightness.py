"""How much of what holds in all runs doppelint knows: pairs of paths whose mutable objects are never one, or always.

A pair that never shares should be in neither list, one that always does in `must`. Places behind a call whose code
doppelint has not seen are counted apart: what such a call gives back is known only once functions have summaries.
"""

import collections

import concrete
from monitor import is_data

SHARED, APART, PARTLY, SEVERAL = 1, 2, 4, 8
# Functions that others call are held to less: what they get is known from their callers alone. The first two
# count functions of both sorts.
ENOUGH = {"never": 0.95, "always": 0.95, "never across": 0.95, "always across": 0.85}
BEHIND = " behind a call that is not seen"
# In functions that the program itself calls, whatever is known of the calls that these make.
ACROSS = " across functions"
MOST_PATHS = 40

Offence = collections.namedtuple("Offence", "expected construct")


class Tightness:
    def __init__(self):
        self.seen = {}
        self.records = {}
        self.called = set()
        self.asked = collections.Counter()
        self.known = collections.Counter()
        self.offences = collections.Counter()
        self.examples = {}
        self.judged = self.not_exercised = 0

    def add(self, activation, site, state):
        """One event. What is said of a pair is decided when the program has ended."""
        key = activation.unit.path, activation.unit.line, site.position
        self.records[key] = state.record, site.construct
        if activation.is_called:
            self.called.add(key)
        pairs = self.seen.setdefault(key, {})
        places = [(place.path, mutable_values(place), several(place)) for place in state.places.values()]
        places = sorted((it for it in places if it[1]), key=lambda it: it[0])[:MOST_PATHS]
        for number, (first, ours, our_several) in enumerate(places):
            for second, theirs, their_several in places[number + 1:]:
                pair = first, second
                bits = relation(ours, theirs) | (SEVERAL if our_several and their_several else 0)
                pairs[pair] = pairs.get(pair, 0) | bits

    def finish(self, exercised):
        """All runs of some program are over. What always holds in a unit is known only if every way through it,
        a branch not taken, a handler, was taken in some run; `exercised` are the path and line of those."""
        charged = set()
        for key in sorted(self.seen):
            if key[:2] not in exercised:
                self.not_exercised += 1
                continue
            self.judged += 1
            record, construct = self.records[key]
            for pair, bits in self.seen[key].items():
                if bits & ~SEVERAL == APART:
                    self.judge(key, pair, "never", record, construct, charged)
                elif bits == SHARED | SEVERAL:
                    self.judge(key, pair, "always", record, construct, charged)
        self.seen.clear()
        self.records.clear()
        self.called.clear()

    def judge(self, key, pair, expected, record, construct, charged):
        known = pair in record.must if expected == "always" else pair not in record.must and pair not in record.may
        if key in self.called:
            self.asked[expected + ACROSS] += 1
            self.known[expected + ACROSS] += known
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
        self.judged += other.judged
        self.not_exercised += other.not_exercised
        for offence, example in other.examples.items():
            self.examples.setdefault(offence, example)

    def share(self, expected):
        return self.known[expected] / self.asked[expected] if self.asked[expected] else 1.0

    def is_enough(self):
        return all(self.share(it.replace(" across", ACROSS)) >= enough for it, enough in ENOUGH.items())

    def lines(self, most=15):
        yield "places judged: %d; left out, because runs did not take every way through their function: %d" % (
            self.judged, self.not_exercised)
        for expected in ("never", "always", "never" + BEHIND, "always" + BEHIND, "never" + ACROSS, "always" + ACROSS):
            yield "%s one object in any run: %d pairs, %.2f %% known" % (
                expected, self.asked[expected], 100 * self.share(expected))
        for offence, count in self.offences.most_common(most):
            yield "%6d not known as %s from here on: %s   %s" % (count, offence.expected, offence.construct,
                                                             self.examples[offence])


def mutable_values(place):
    return frozenset(id(it) for it in place.values if is_data(it) and type(it) not in concrete.ATOMS)


def several(place):
    """Whether the place tells of all its objects. Behind `[*]` of one item anything holds of all items."""
    return place.count > 1 or ("[*]" not in place.path and "[keys]" not in place.path)


def relation(ours, theirs):
    if ours == theirs and len(ours) == 1:
        return SHARED
    return PARTLY if ours & theirs else APART
