#!/usr/bin/env python3
"""The call graph of the programs in programs/: that its labels are true, and that doppelint finds it.

    calls.py labels                        run every program; fail where a label differs from what happened
    calls.py check --doppelint BIN         compare `BIN inspect calls` with the labels; print what differs
    calls.py check --doppelint BIN --gate  fail where something is missed, or too much is extra, too
    calls.py labels 07 3                   only programs whose number starts so
"""
import argparse
import concurrent.futures
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from typing import NamedTuple

import names

HERE = pathlib.Path(__file__).resolve().parent
MOST_EXTRA = 0.02  # of the labelled calls


class Labels(NamedTuple):
    functions: set
    calls: set  # (caller, callee) within the program
    library: set  # (caller, library function): some of those that are called


def number_of(folder):
    return int(folder.name.partition("_")[0])


def programs(prefixes):
    for folder in sorted((HERE / "programs").iterdir(), key=number_of):
        if re.match(r"\d+_", folder.name) and (not prefixes or any(folder.name.startswith(p) for p in prefixes)):
            yield folder


def pairs(callees_of):
    return {(caller, callee) for caller, callees in callees_of.items() for callee in callees}


def labels_of(program):
    read = json.loads((program / "expected.json").read_text(encoding="utf-8"))
    return Labels(set(read["calls"]), pairs(read["calls"]), pairs(read["library"]))


def in_parallel(function, chosen, jobs):
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(function, chosen))


def failure(done):
    return f"exit status {done.returncode}: " + (done.stderr.strip().splitlines() or ["no message"])[-1]


# Against CPython

def run(command, seconds):
    """(what it printed as JSON, why there is none or "")."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return None, f"not done after {seconds} s"
    if done.returncode != 0:
        return None, failure(done)
    try:
        return json.loads(done.stdout), ""
    except ValueError as error:
        return None, f"its JSON cannot be used: {error}"


def sentences(sentence, found):
    return [sentence.format(*one) if isinstance(one, tuple) else sentence.format(one) for one in sorted(found)]


def untrue(program, seconds):
    """Sentences about labels that do not hold."""
    happened, error = run([sys.executable, "-B", "-W", "ignore", HERE / "recorder.py", program], seconds)
    if error:
        return [error]
    labels, functions = labels_of(program), names.functions(program)
    calls = {(str(caller), callee) for caller, callee in happened["calls"]}
    library = {tuple(one) for one in happened["library"]}
    return [*sentences("{} has no label", functions - labels.functions),
            *sentences("{} is labelled and is no function of the program", labels.functions - functions),
            *sentences("{} called {}, which is not labelled", calls - labels.calls),
            *sentences("{} did not call {}", labels.calls - calls),
            *sentences("{} did not call {} of the library", labels.library - library),
            *sentences("{}:{}: a call that did not run", (tuple(one) for one in happened["idle"]))]


def prove_all(chosen, arguments):
    remarks = in_parallel(lambda program: untrue(program, arguments.seconds), chosen, arguments.jobs)
    for program, said in zip(chosen, remarks):
        for sentence in said:
            print(f"{program.name}: {sentence}")
    labels = [labels_of(program) for program in chosen]
    print(f"{len(chosen)} programs under Python {sys.version.split()[0]}: {sum(not said for said in remarks)} hold; "
          f"{sum(len(one.functions) for one in labels)} functions, {sum(len(one.calls) for one in labels)} calls, "
          f"{sum(len(one.library) for one in labels)} library calls")
    return 1 if any(remarks) else 0


# Against doppelint

class Score(NamedTuple):
    """Sets of what differs, and why nothing could be compared, or ""."""
    missed: set
    extra: set
    missed_library: set
    missed_functions: set
    extra_functions: set
    error: str


def calls_found(doppelint, program, seconds):
    """What doppelint says of a copy of the program that has no labels beside it."""
    with tempfile.TemporaryDirectory(prefix="calls-") as temporary:
        copy = pathlib.Path(temporary) / program.name
        shutil.copytree(program, copy, ignore=shutil.ignore_patterns("expected.json", "__pycache__"))
        return run([doppelint, "inspect", "calls", str(copy)], seconds)


def is_usable(found):
    return isinstance(found, dict) and all(
        isinstance(callees, list) and all(isinstance(one, str) for one in callees) for callees in found.values())


def score(labels, found, error=""):
    """A callee is the program's where its first part names a module of the program, or a package."""
    if not error and not is_usable(found):
        error = "its JSON is not an object of lists of names"
    found = {} if error else found
    tops = {name.partition(".")[0] for name in labels.functions}
    calls = pairs(found)
    own = {(caller, callee) for caller, callee in calls if callee.partition(".")[0] in tops}
    return Score(labels.calls - own, own - labels.calls, labels.library - calls,
                 labels.functions - set(found), set(found) - labels.functions, error)


def differences(one):
    if one.error:
        return [one.error]
    return [*sentences("missed {} -> {}", one.missed), *sentences("extra {} -> {}", one.extra),
            *sentences("missed {} -> {} of the library", one.missed_library),
            *sentences("missed function {}", one.missed_functions),
            *sentences("extra function {}", one.extra_functions)]


def passes(scores, labelled):
    missed = any(one.error or one.missed or one.missed_library or one.missed_functions for one in scores)
    extra = sum(len(one.extra) + len(one.extra_functions) for one in scores)
    return not missed and extra <= MOST_EXTRA * labelled


def compare_all(chosen, arguments):
    doppelint = str(arguments.doppelint.resolve())
    answers = in_parallel(lambda program: calls_found(doppelint, program, arguments.seconds), chosen, arguments.jobs)
    labels = [labels_of(program) for program in chosen]
    scores = [score(label, *answer) for label, answer in zip(labels, answers)]
    for program, label, one in zip(chosen, labels, scores):
        print_score(program.name, len(label.calls), one, arguments.quiet)
    labelled = sum(len(label.calls) for label in labels)
    print_totals(scores, labelled, sum(len(label.library) for label in labels))
    return 1 if arguments.gate and not passes(scores, labelled) else 0


def print_score(name, labelled, one, quiet):
    for sentence in [] if quiet else differences(one):
        print(f"{name}: {sentence}")
    print(f"{name:34} calls {labelled:3} missed {len(one.missed):3} extra {len(one.extra):3}")


def print_totals(scores, labelled, library):
    missed, extra, missed_library, missed_functions, extra_functions = (
        sum(len(one[column]) for one in scores) for column in range(5))
    broken = sum(bool(one.error) for one in scores)
    print(f"programs right {sum(not any(one) for one in scores)} of {len(scores)}, could not be analyzed {broken}; "
          f"calls {labelled}, missed {missed}, extra {extra} ({100 * extra / max(labelled, 1):.1f} %); "
          f"library calls {library}, missed {missed_library}; "
          f"functions missed {missed_functions}, extra {extra_functions}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("labels", "check"))
    parser.add_argument("--doppelint", type=pathlib.Path, help="the binary to compare")
    parser.add_argument("--gate", action="store_true", help="fail on what is missed and on more than 2 %% extra")
    parser.add_argument("--quiet", action="store_true", help="one line for each program only")
    parser.add_argument("--jobs", type=int, default=2, help="programs at a time (default 2)")
    parser.add_argument("--seconds", type=int, default=60, help="time for one program (default 60)")
    parser.add_argument("prefix", nargs="*")
    arguments = parser.parse_args()
    chosen = list(programs(arguments.prefix))
    if not chosen:
        sys.exit("calls.py: no program has such a number.")
    if arguments.what == "labels":
        return prove_all(chosen, arguments)
    if not arguments.doppelint or not arguments.doppelint.exists():
        sys.exit(f"calls.py: there is no {arguments.doppelint}.")
    return compare_all(chosen, arguments)


if __name__ == "__main__":
    sys.exit(main())
