"""Checks that the verifier has nothing against the programs of a corpus.

    verify.py --probe front_probe [L|T|LT|folder|file]...
"""

import argparse
import functools
import subprocess
import sys

import corpus


def complaints(probe, job):
    annotations, paths = job
    names = "".join(path + "\n" for path in paths)
    command = [probe, "verify", "--annotations", annotations]
    run = subprocess.run(command, input=names.encode(), stdout=subprocess.PIPE, check=False)
    return run.returncode, run.stdout.decode("utf-8", "replace").splitlines()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--probe", required=True)
    parser.add_argument("paths", nargs="*")
    options = parser.parse_intermixed_args()
    chunks = corpus.in_chunks(corpus.expand(options.paths or ["LT"]))
    jobs = [(annotations, chunk) for annotations in ("executed", "on-request") for chunk in chunks]
    failed = 0
    for status, lines in corpus.in_parallel(functools.partial(complaints, corpus.existing(options.probe)), jobs):
        if status != 0:
            failed += 1
            print("\n".join(lines[:20] + ["front_probe verify ended with status %d" % status]))
    print("%d files, %d of %d runs failed" % (sum(map(len, chunks)), failed, len(jobs)))
    return 1 if failed or not jobs else 0


if __name__ == "__main__":
    sys.exit(main())
