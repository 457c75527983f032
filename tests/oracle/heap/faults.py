"""Does the oracle see anything? A doppelint with a fault in it must be caught by a fixed sample of programs."""

import subprocess

import campaign
import sources

SAMPLE = 150
SEED = 1
PART = 50
ENOUGH = 0.9


def names_of(doppelint):
    done = subprocess.run([doppelint, "heap", "--list-faults"], stdout=subprocess.PIPE, check=True)
    return done.stdout.decode("utf-8").split()


def caught(question_of, sample=SAMPLE, names=None):
    """(name, what caught it or None) for each fault; `question_of` makes the question for a fault."""
    programs = sources.generated(sample, SEED)
    healthy = errors_of(question_of(None), programs)
    for name in names:
        yield name, first_new_error(question_of(name), programs, healthy)


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
    errors = campaign.ask(question, programs, PART).report.errors()
    return {(it.kind, it.path.rsplit("/", 1)[-1], it.line, it.text) for it in errors}


def run(doppelint, policy, jobs, sample=SAMPLE):
    """Prints which faults are caught; the exit status."""

    def question_of(fault):
        return campaign.Question(doppelint, policy, fault=fault, jobs=jobs)

    names = names_of(doppelint)
    count = 0
    for name, reason in caught(question_of, sample, names):
        count += reason is not None
        print("%s  %s" % ("caught" if reason else "MISSED", name) + ("  (%s)" % reason if reason else ""), flush=True)
    print("%d of %d faults are caught by %d programs" % (count, len(names), sample))
    return 0 if names and count >= ENOUGH * len(names) else 1
