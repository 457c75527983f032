"""Compares the heap that doppelint sees with what happens when programs run under this CPython.

    heap.py --doppelint BIN --programs 500 --seed 0       generated programs, in both policies
    heap.py --doppelint BIN --whole 60 --seed 0            generated programs of several modules
    heap.py --doppelint BIN --spec [101 4]                 the spec programs (whose code starts so)
    heap.py --doppelint BIN --drivers [json re]            modules of the standard library (whose drivers' names start so)
    heap.py --doppelint BIN --cases                        programs that were once described wrongly
    heap.py --doppelint BIN --fixtures  |  PATH…           other programs; a folder is one, of its main.py or __main__.py
    heap.py --doppelint BIN --programs 500 --tightness     also how much of what always holds is known
    heap.py --doppelint BIN --programs 500 --shrink        also the smallest program for each kind of error
    heap.py --doppelint BIN --faults [NAME...]             whether deliberate faults are caught
    heap.py --doppelint BIN --programs 50 --fault NAME     what one of them does
    heap.py --show 17  |  --show-whole 17                  prints the generated program number 17

The README of heap/ says what is compared.
"""

import argparse
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "heap"))

import campaign  # noqa: E402
import faults  # noqa: E402
import generate  # noqa: E402
import shrink  # noqa: E402
import sources  # noqa: E402
import whole  # noqa: E402

MOST_LEFT_OUT = 0.05
LEAST_CLEAN = 0.9
SHRUNK = 3
SHOWN = int(os.environ.get("ORACLE_SHOWN", "25"))


def main():
    options = arguments()
    if options.show is not None:
        print(generate.program(options.show), end="")
        return 0
    if options.show_whole is not None:
        print(as_text(whole.program(options.show_whole)), end="")
        return 0
    if not options.doppelint:
        raise SystemExit("which doppelint? --doppelint BIN")
    if not os.path.exists(options.doppelint):
        raise SystemExit("there is no %s; build it first" % options.doppelint)
    doppelint = os.path.abspath(options.doppelint)
    policies = ["sound", "report"] if options.policy == "both" else [options.policy]
    if options.faults is not None:
        return faults.run(doppelint, policies, options.jobs, options.faults)
    programs = chosen(options)
    return max(check(options, doppelint, policy, programs) for policy in policies)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--doppelint", default=os.environ.get("DOPPELINT"))
    parser.add_argument("--policy", choices=["sound", "report", "both"], default="both")
    parser.add_argument("--programs", type=int, default=0, metavar="N")
    parser.add_argument("--whole", type=int, default=0, metavar="N")
    parser.add_argument("--quiet", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--spec", nargs="*", metavar="CODE")
    parser.add_argument("--drivers", nargs="*", metavar="NAME")
    parser.add_argument("--cases", action="store_true")
    parser.add_argument("--fixtures", action="store_true")
    parser.add_argument("--examples", action="store_true", help="those of rules/models")
    parser.add_argument("--tightness", action="store_true")
    parser.add_argument("--shrink", action="store_true")
    parser.add_argument("--faults", nargs="*", metavar="NAME")
    parser.add_argument("--fault", metavar="NAME")
    parser.add_argument("--show", type=int, metavar="SEED")
    parser.add_argument("--show-whole", type=int, metavar="SEED")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("paths", nargs="*")
    return parser.parse_args()


def chosen(options):
    programs = sources.generated(options.programs, options.seed)
    programs += sources.whole_programs(options.whole, options.seed)
    programs += sources.of_quiet_functions(options.quiet, options.seed)
    if options.spec is not None:
        programs += sources.spec(options.spec)
    if options.drivers is not None:
        programs += sources.drivers(options.drivers)
    if options.examples:
        programs += sources.of_examples()
    if options.cases:
        programs += sources.cases()
    if options.fixtures:
        programs += sources.fixtures()
    programs += [it for it in map(sources.at, options.paths) if it]
    if not programs:
        raise SystemExit("no programs: --programs N, --whole N, --spec, --cases, --drivers, --fixtures or paths")
    return programs


def check(options, doppelint, policy, programs):
    """Prints what one policy's claims are worth; 1 if they are not."""
    start = time.monotonic()
    tightness = options.tightness and policy == "report"
    question = campaign.Question(doppelint, policy, tightness, options.fault, options.jobs)
    answer = campaign.ask(question, programs)
    seconds = time.monotonic() - start
    print("== policy %s: %d programs, %.1f s" % (policy, len(programs), seconds))
    print("\n".join(answer.report.lines(SHOWN)))
    if answer.tightness:
        print("\n".join(answer.tightness.lines()))
    if options.shrink:
        print_shrunk(question, programs, answer.report.errors())
    return 0 if is_good(answer, options) else 1


def is_good(answer, options):
    report = answer.report
    complaints = []
    if report.errors():
        complaints.append("there are errors")
    if not report.events:
        complaints.append("nothing was compared")
    if report.share_left_out() > MOST_LEFT_OUT:
        complaints.append("%.1f %% of the activations are left out" % (100 * report.share_left_out()))
    if (options.programs or options.whole) and report.outcomes["clean"] < LEAST_CLEAN * sum(report.outcomes.values()):
        complaints.append("too many programs do not run to their end")
    if answer.tightness and not answer.tightness.is_enough():
        complaints.append("too little is known")
    for complaint in complaints:
        print("FAILS: " + complaint)
    return not complaints


def print_shrunk(question, programs, errors):
    kinds = {}
    for error in errors:
        source = next((it for it in programs if is_in(error.path, it)), None)
        if source:
            kinds.setdefault(error.kind, (source, error))
    question.jobs, question.measure_tightness = 1, False
    for kind, (source, error) in sorted(kinds.items())[:SHRUNK]:
        texts = texts_of(source)
        entry = os.path.relpath(source.entry, source.folder) if source.folder else source.entry

        def still(candidates, kind=kind, entry=entry):
            return hold(question, kind, candidates, entry)

        smallest = shrink.shrink_folder(texts, still, entry)
        print("-- the smallest program for `%s`, from %s:\n%s" % (kind, error.path, as_text(smallest).rstrip()))


def is_in(path, source):
    """Whether the file is one of that program's, which may have stood in another folder when it ran."""
    names = [os.path.join(source.folder, it) for it in source.texts] if source.texts else source.files or [source.entry]
    return any(path == it or path.endswith(os.sep + it) for it in names)


def texts_of(source):
    if source.texts or source.text is not None:
        return source.texts or {source.entry: source.text}
    return {os.path.relpath(it, source.folder): sources.text_of(it) for it in source.files}


def hold(question, kind, programs, entry):
    """Of which of the programs, each its texts by path, doppelint still says something wrong of this kind."""
    numbered = [sources.of_texts("s%04d" % number, texts, entry) for number, texts in enumerate(programs)]
    errors = campaign.ask(question, numbered, len(numbered)).report.errors()
    wrong = [it.path for it in errors if it.kind == kind]
    return [any(os.sep + it.folder + os.sep in path for path in wrong) for it in numbered]


def as_text(texts):
    """A program of one file, or of several with their paths between them."""
    if len(texts) == 1:
        return next(iter(texts.values()))
    return "".join("# ---- %s\n%s\n" % (name, text.rstrip()) for name, text in sorted(texts.items()))


if __name__ == "__main__":
    sys.exit(main())
