"""Does the oracle see anything? A doppelint with a fault in it must be caught by a fixed sample of programs."""

import subprocess

import campaign
import sources

SAMPLE = 150
SEED = 1
PART = 50
CHUNK = 25
ENOUGH = 0.9


def names_of(doppelint):
    done = subprocess.run([doppelint, "heap", "--list-faults"], stdout=subprocess.PIPE, check=True)
    return done.stdout.decode("utf-8").split()


def generated(sample):
    return sources.of_quiet_functions(sample // 2, SEED) + sources.generated(sample, SEED)


def caught(questions_of, programs, names):
    """(name, what caught it or None) for each fault; `questions_of` makes the questions for a fault: one for each
    policy, for a mistake about what only one of them speaks of is seen by that one alone."""
    healthy = [errors_of(it, programs) for it in questions_of(None)]
    for name in names:
        asked = zip(questions_of(name), healthy)
        yield name, next(filter(None, (first_new_error(it, programs, known) for it, known in asked)), None)


def first_new_error(question, programs, healthy):
    """Something that the healthy doppelint is not blamed for. A crash counts: it is seen."""
    for start in range(0, len(programs), PART):
        try:
            new = errors_of(question, programs[start:start + PART]) - healthy
        except RuntimeError as error:
            return str(error).splitlines()[0]
        if new:
            kind, path, line, text = min(new)
            return "%s at %s:%d: %s" % (kind, path, line, text)
    return None


def errors_of(question, programs):
    errors = campaign.ask(question, programs, CHUNK).report.errors()
    return {(it.kind, it.path.rsplit("/", 1)[-1], it.line, it.text) for it in errors}


def run(doppelint, policies, jobs, chosen=(), sample=SAMPLE):
    """Prints which faults, of all or those chosen, are caught; the exit status."""

    def questions_of(fault):
        return [campaign.Question(doppelint, it, fault=fault, jobs=jobs) for it in policies]

    names = chosen or names_of(doppelint)
    programs = sources.cases() + generated(sample)
    count = 0
    for name, reason in caught(questions_of, programs, names):
        count += reason is not None
        print("%s  %s" % ("caught" if reason else "MISSED", name) + ("  (%s)" % reason if reason else ""), flush=True)
    print("%d of %d faults are caught by %d programs" % (count, len(names), len(programs)))
    return 0 if names and count >= ENOUGH * len(names) else 1
