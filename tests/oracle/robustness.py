"""Checks that no input ends or hangs the front half: cut-off files, and the texts of nasty.py.

    robustness.py --probe front_probe [--only name] [--deep]

Each process gets a small stack, so that a depth that follows the input shows. With the path of the program
in the environment variable DOPPELINT, `doppelint check` sees the same texts.
"""

import argparse
import concurrent.futures
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time

import corpus
import nasty

KIBIBYTE = 1024
STACK = int(os.environ.get("ORACLE_STACK", 1024 * KIBIBYTE))
SECONDS = int(os.environ.get("ORACLE_SECONDS", 60))

# How each program may end: with nothing to say, with something, or because it could not read the text.
NORMAL = {"front_probe": {0}, "doppelint": {0, 1, 2}}


def small_stack():
    resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))


def failure_of(command, name, allowed, listed=""):
    """What went wrong, in a sentence, or an empty string; and the seconds it took.

    The limit is of the process's own time, and ten times as many seconds of the clock: others may be busy."""
    start = time.monotonic()
    try:
        run = subprocess.run(
            command,
            input=listed.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=10 * SECONDS,
            preexec_fn=small_stack,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "%s: not done after %d seconds of the clock" % (name, 10 * SECONDS), 10 * SECONDS
    seconds = time.monotonic() - start
    if run.returncode == -signal.SIGXCPU:
        return "%s: not done after %d seconds" % (name, SECONDS), seconds
    if run.returncode in allowed:
        return "", seconds
    said = run.stdout.decode("utf-8", "replace").strip().splitlines()
    return "%s: ended with status %d: %s" % (name, run.returncode, " / ".join(said[-3:])), seconds


def evenly(items, count):
    """`count` of the items, evenly spread."""
    return [items[place * len(items) // count] for place in range(min(count, len(items)))]


def prefix_jobs(probe, deep):
    """Every byte of some small files and every line of some longer ones (deep: ten and fifty), as (command, name,
    allowed, list of files)."""
    sized = [(os.path.getsize(path), path) for path in corpus.standard_library("L")]
    small = [path for size, path in sized if 2 * KIBIBYTE <= size <= 4 * KIBIBYTE]
    largest = 64 if deep else 16
    longer = [path for size, path in sized if 6 * KIBIBYTE <= size <= largest * KIBIBYTE]
    bytewise, linewise = (10, 50) if deep else (4, 20)
    for option, paths in (("--bytes", evenly(small, bytewise)), ("--lines", evenly(longer, linewise))):
        for path in paths:
            yield [probe, "prefixes", option], "%s of %s" % (option, path), NORMAL["front_probe"], path + "\n"


def text_jobs(probe, doppelint, folder, options):
    for name, path in written_texts(folder, options.only):
        yield [probe, "verify"], name, NORMAL["front_probe"], path + "\n"
        # The same names bound over and over in 15 MB: most of a minute.
        if doppelint and (options.deep or name != "15-megabytes"):
            yield [doppelint, "check", "--no-cache", path], "doppelint check: " + name, NORMAL["doppelint"], ""


def written_texts(folder, only):
    library = corpus.standard_library("L")
    samples = [open(path, "rb").read() for path in evenly(library, 20)]
    ordinary = b"".join(open(path, "rb").read() for path in evenly(library, 60))
    for name, text in nasty.all_texts(ordinary, samples):
        if only in name:
            path = os.path.join(folder, name + ".py")
            with open(path, "wb") as file:
                file.write(text)
            yield name, path


def program_under_test():
    path = os.environ.get("DOPPELINT", "")
    if path and not os.path.exists(path):
        print("there is no %s; only the probe runs" % path)
    return path if os.path.exists(path) else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--probe", required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--deep", action="store_true")
    options = parser.parse_args()
    probe = corpus.existing(options.probe)
    with tempfile.TemporaryDirectory() as folder:
        jobs = list(text_jobs(probe, program_under_test(), folder, options))
        if not options.only:
            jobs += prefix_jobs(probe, options.deep)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            results = list(pool.map(lambda job: failure_of(*job), jobs))
    failures = [sentence for sentence, _ in results if sentence]
    print("\n".join(failures))
    slowest = sorted(zip((seconds for _, seconds in results), (job[1] for job in jobs)), reverse=True)[:5]
    print("slowest: " + ", ".join("%s %.1f s" % (name, seconds) for seconds, name in slowest))
    print("%d runs, %d of them not normal" % (len(results), len(failures)))
    return 1 if failures or not results else 0


if __name__ == "__main__":
    sys.exit(main())
