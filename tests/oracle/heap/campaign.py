"""Runs programs against the claims of a doppelint: in chunks, one doppelint process for each, in parallel."""

import multiprocessing
import os
import subprocess
import tempfile

import running
import sources
from checks import Checker
from monitor import Monitor
from records import Claims
from reports import Report
from tightness import Tightness

CHUNK = 50
MOST_EVENTS = 4000
ANALYZER_SECONDS = 600
DRIVER_SECONDS = 30


class Question:
    """What is asked of every program."""

    def __init__(self, doppelint, policy, measure_tightness=False, fault=None, jobs=2):
        self.doppelint = doppelint
        self.policy = policy
        self.measure_tightness = measure_tightness
        self.fault = fault
        self.jobs = jobs


class Answer:
    def __init__(self, question):
        self.report = Report(question.policy)
        self.tightness = Tightness() if question.measure_tightness else None

    def add(self, other):
        self.report.add(other.report)
        if self.tightness:
            self.tightness.add_summary(other.tightness)


def ask(question, programs, chunk=CHUNK):
    """The answer for all programs, which are independent of the number of processes."""
    programs = list(programs)
    chunks = [(question, programs[it:it + chunk]) for it in range(0, len(programs), chunk)]
    answer = Answer(question)
    if question.jobs == 1 or len(chunks) == 1:
        for one in chunks:
            answer.add(ask_chunk(one))
        return answer
    with multiprocessing.get_context("fork").Pool(question.jobs, maxtasksperchild=20) as pool:
        for one in pool.imap(ask_chunk, chunks):
            answer.add(one)
    return answer


def ask_chunk(task):
    question, programs = task
    with tempfile.TemporaryDirectory() as folder:
        located = [written(it, os.path.realpath(folder)) for it in programs]
        claims = claims_of(question, sorted({path for it in located for path in it.files}))
        return run_all(question, located, claims)


def written(source, folder):
    """The program in a file, or a folder; where it has one, as it is."""
    if source.texts is not None:
        return written_folder(source, folder)
    if source.text is None:
        return source
    path = os.path.join(folder, source.entry)
    with open(path, "w", encoding="utf-8") as file:
        file.write(source.text)
    return source._replace(entry=path, files=(path,))


def written_folder(source, folder):
    root = os.path.join(folder, source.folder)
    paths = {os.path.join(root, name): text for name, text in source.texts.items()}
    for path, text in paths.items():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    return source._replace(entry=os.path.join(folder, source.entry), files=tuple(sorted(paths)), folder=root)


def claims_of(question, paths):
    command = [question.doppelint, "heap"] + list(paths) + ["--format", "jsonl", "--policy", question.policy]
    environment = dict(os.environ)
    environment.pop("DOPPELINT_FAULT", None)
    if question.fault:
        environment["DOPPELINT_FAULT"] = question.fault
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=ANALYZER_SECONDS, check=False)
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()[-2000:]
        raise RuntimeError("doppelint heap ended with status %d: %s" % (done.returncode, said))
    return Claims(done.stdout.decode("utf-8", "surrogatepass").splitlines())


def run_all(question, programs, claims):
    answer = Answer(question)
    checker = Checker(claims, answer.report, answer.tightness)
    for source in programs:
        monitor = Monitor(checker, question.policy, answer.report, MOST_EVENTS)
        text = source.text or sources.text_of(source.entry)
        answer.report.begin("\n".join(map(sources.text_of, source.files)) if len(source.files) > 1 else text)
        seconds = DRIVER_SECONDS if source.library else running.SECONDS
        outcome = running.run(text, source.entry, monitor, source.folder, seconds, source.files,
                              library=source.library, without=source.without)
        answer.report.outcomes[outcome.ending] += 1
        if answer.tightness:
            answer.tightness.finish(monitor.exercised() if source.counts else ())
    return answer
