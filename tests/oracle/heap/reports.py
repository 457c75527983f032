"""What a run of the oracle found: violations with the assumption that explains them, if one does, and counts."""

import collections
import os
import re

Violation = collections.namedtuple("Violation", "kind path line column function statement text assumption policy")

# What the report policy assumes of every activation: no object is reached from two roots, or by two paths
# from one; a method runs for an instance of its class.
SHARED_BY_ROOTS = "shared-at-entry"
SHARED_IN_ROOT = "shared-inside-a-root"
OTHER_RECEIVER = "other-receiver"


# What a program must contain for an assumption about it to be wrong.
NEEDS = {"plain-attribute": re.compile(r"property|__getattr|__get__|__set__|__setattr__|shared|extra")}


class Report:
    """Can be sent from process to process and added to another."""

    def __init__(self, policy):
        self.policy = policy
        self.violations = {}
        self.counts = collections.Counter()
        self.assumed = collections.Counter()
        self.activations = collections.Counter()
        self.outcomes = collections.Counter()
        self.missing_records = collections.Counter()
        self.verdicts = collections.Counter()
        self.holding = set()
        self.events = 0
        self.places = 0

    def begin(self, text):
        """Another program runs, and this is its text: some assumptions surely hold of it."""
        self.holding = {name for name, needed in NEEDS.items() if not needed.search(text)}

    # What checkers tell

    def violation(self, kind, activation, site, record, text):
        assumption = self.assumption_of(activation, record.assumptions)
        self.note(Violation(kind, activation.unit.path, site.position[0], site.position[1], activation.unit.name,
                            site.construct, text, assumption, self.policy))

    def note(self, found):
        if found not in self.violations and found.assumption:
            self.assumed.update((found.kind, name) for name in found.assumption.split(", "))
        self.violations[found] = self.violations.get(found, 0) + 1

    def assumption_of(self, activation, assumptions):
        """What was assumed that may have made the claim wrong. Only where the policy assumes things."""
        if self.policy != "report":
            return ""
        assumptions = [it for it in assumptions if it not in self.holding]
        if assumptions or activation is None:
            return ", ".join(assumptions)
        if activation.has_other_receiver:
            return OTHER_RECEIVER
        if activation.shared_by_roots:
            return SHARED_BY_ROOTS
        return SHARED_IN_ROOT if activation.shared_in_root else ""

    def compared(self, comparison, answer, verdicts, activation):
        for verdict, assumptions in (verdicts or {"nothing said": ()}).items():
            self.verdicts[verdict, answer] += 1
            if verdict in ("true", "false") and (verdict == "true") != answer:
                line, column = comparison.place[:2]
                text = "the answer is %s, and %s was said to be always so" % (answer, verdict)
                self.note(Violation("comparison", comparison.path, line, column, "", "Compare", text,
                                    self.assumption_of(activation, assumptions), self.policy))

    def missing(self, activation, site):
        self.missing_records[site.statement] += 1
        self.note(Violation("missing", activation.unit.path, site.position[0], site.position[1], activation.unit.name,
                            site.construct, "no record of a %s" % site.statement, "", self.policy))

    def state_checked(self, state):
        self.places += len(state.places)

    def count(self, what):
        self.counts[what] += 1

    def entered(self, activation):
        self.activations[activation.excluded] += 1

    def excluded(self, activation):
        self.activations[""] -= 1
        self.activations[activation.excluded] += 1

    # Whole runs

    def add(self, other):
        for violation, count in other.violations.items():
            self.violations[violation] = self.violations.get(violation, 0) + count
        for name in ("counts", "assumed", "activations", "outcomes", "missing_records", "verdicts"):
            getattr(self, name).update(getattr(other, name))
        self.events += other.events
        self.places += other.places

    def errors(self):
        """Violations that nothing explains, in order."""
        return sorted(it for it in self.violations if not it.assumption)

    def lines(self, most=25):
        errors = self.errors()
        for it in errors[:most]:
            path = it.path if os.path.exists(it.path) else os.path.basename(it.path)
            where = " in %s" % it.function if it.function else ""
            yield "%s:%d:%d: %s: %s  [%s%s]" % (path, it.line, it.column, it.kind, it.text, it.statement, where)
        if len(errors) > most:
            yield "… and %d more" % (len(errors) - most)
        kinds = collections.Counter(it.kind for it in errors)
        yield "errors: " + (", ".join("%s %d" % it for it in kinds.most_common()) or "none")
        if self.policy == "report":
            assumed = ("%s under %s %d" % (kind, name, count) for (kind, name), count in self.assumed.most_common())
            yield "explained by an assumption: " + (", ".join(assumed) or "none")
        yield "programs: " + in_words(self.outcomes)
        yield "activations: %d looked at, left out: %s" % (self.activations[""], in_words(self.left_out()))
        yield "%d events, %d places; %s" % (self.events, self.places, in_words(self.counts))
        answers = ("%s→%s %d" % (verdict, answer, count) for (verdict, answer), count in sorted(self.verdicts.items()))
        yield "comparisons: " + (", ".join(answers) or "none")

    def left_out(self):
        return collections.Counter({it: count for it, count in self.activations.items() if it})

    def share_left_out(self):
        return sum(self.left_out().values()) / max(1, sum(self.activations.values()))


def in_words(counter):
    return ", ".join("%s %d" % it for it in sorted(counter.items())) or "none"
