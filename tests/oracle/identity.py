"""Identity on real CPythons: the facts that the rules of identity rest on, and what doppelint says of `is`.

    identity.py check --doppelint BIN              under this Python
    identity.py check --doppelint BIN --deep WORK  also under all Pythons of pyenv, and those of npm packages
    identity.py answers FILE                       writes what this Python says; works on 3.8 and newer

A fact is a snippet with its outcome for each version (identity/facts.py). A comparison is one in the modules of
identity/programs.py: where doppelint says "true" or "false" that is what every version must answer, each time;
"implementation" is never said of two objects that can change.
"""

import argparse
import collections
import glob
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "identity"))

import answers  # noqa: E402
import facts  # noqa: E402
import programs  # noqa: E402

LEAST_PROGRAMS = 150
LEAST_FIXED = 0.25  # of the comparisons, whose answer is said to be always the same
SHOWN = int(os.environ.get("ORACLE_SHOWN", "40"))
VERSIONS = range(8, 16)


def answer_all():
    """All that this Python says, ready for JSON."""
    count, wrong = facts.differences()
    said = {}
    for name, text in programs.programs():
        try:
            said[name] = answers.answers(text)
        except Exception as error:
            raise SystemExit("%s does not run: %r" % (name, error)) from error
    return {"minor": sys.version_info[1], "facts": count, "wrong": wrong, "answers": said}


def native(python):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "answers")
        environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1")
        subprocess.run([python, "-W", "ignore", os.path.abspath(__file__), "answers", path], env=environment, check=True)
        with open(path, encoding="utf-8") as file:
            return json.load(file)


def pythons_at_hand():
    """The CPythons from 3.8 on that pyenv has."""
    found = glob.glob(os.path.expanduser("~/.pyenv/versions/3.*/bin/python"))
    return sorted(it for it in found if int(it.split("versions/3.")[1].split(".")[0]) in VERSIONS)


def wasm(package, work):
    path = os.path.join(work, os.path.basename(package) + "-identity")
    subprocess.run(["node", os.path.join(HERE, "pyodide", "identity.mjs"), package, HERE, work,
                    os.path.basename(path)], check=True)
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def everything(options):
    """(title, answers) of each Python."""
    yield "this Python", native(sys.executable)
    if not options.deep:
        return
    for python in pythons_at_hand():
        yield python, native(python)
    import wasm as packages
    work = os.path.abspath(options.deep)
    os.makedirs(work, exist_ok=True)
    folder = packages.install(work)
    for name in sorted(os.listdir(folder)):
        if name.startswith("pyodide-3."):
            yield name, wasm(os.path.join(folder, name), work)


def verdicts(doppelint, target, policy, texts):
    """What doppelint says of each comparison, for Pythons of this range: {name: {(line, column): verdicts}}."""
    found = {name: {} for name in texts}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            with open(os.path.join(folder, name + ".py"), "w", encoding="utf-8") as file:
                file.write(text)
        paths = [os.path.join(folder, name + ".py") for name in sorted(texts)]
        command = [doppelint, "heap"] + paths + ["--format", "jsonl", "--target-version", target, "--policy", policy]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600, check=False)
        if done.returncode != 0:
            raise SystemExit("doppelint heap ended with %d: %s" % (done.returncode, done.stderr.decode()[-2000:]))
        for line in done.stdout.decode("utf-8").splitlines():
            record = json.loads(line)
            name = os.path.splitext(os.path.basename(record["path"]))[0]
            for it in record.get("comparisons", ()):
                found[name].setdefault((it["line"], it["column"]), set()).add(it["verdict"])
    return found


def complaint(verdict, letters):
    """What is wrong with a verdict about a comparison that answered so."""
    if verdict == "true" and "F" in letters:
        return "it is said to be always true, and was false"
    if verdict == "false" and "T" in letters:
        return "it is said to be always false, and was true"
    if verdict == "implementation" and "M" in letters:
        return "it is said to depend on the implementation, and compared two objects that can change"
    return None


class Comparison:
    """Doppelint's verdicts with the answers of Pythons."""

    def __init__(self, doppelint, texts):
        self.doppelint, self.texts = doppelint, texts
        self.of_all = verdicts(doppelint, "3.8-3.15", "report", texts)
        self.of_all_sound = verdicts(doppelint, "3.8-3.15", "sound", texts)
        self.of_one = {}
        self.wrong = collections.OrderedDict()

    def compare(self, title, said):
        minor = said["minor"]
        if minor not in self.of_one:
            self.of_one[minor] = verdicts(self.doppelint, "3.%d" % minor, "report", self.texts)
        count, silent = collections.Counter(), 0
        for name, rows in sorted(said["answers"].items()):
            for line, column, letters in rows:
                if not letters:
                    continue
                for said_of in (self.of_all, self.of_all_sound, self.of_one[minor]):
                    words = said_of[name].get((line, column), set())
                    silent += not words
                    for verdict in words:
                        count[verdict] += said_of is self.of_all
                        text = complaint(verdict, letters)
                        if text:
                            self.wrong.setdefault((name, line, column, text), []).append(title)
        print("%s: comparisons %s, not seen %d" % (title, dict(sorted(count.items())), silent))
        fixed = count["true"] + count["false"]
        return silent == 0 and fixed >= LEAST_FIXED * sum(count.values())

    def print_wrong(self):
        for (name, line, column, text), titles in list(self.wrong.items())[:SHOWN]:
            print("%s:%d:%d: `%s`: %s (%s)" % (name, line, column, self.texts[name].splitlines()[line - 1].strip(), text,
                                              ", ".join(titles)))
        if len(self.wrong) > SHOWN:
            print("… and %d more" % (len(self.wrong) - SHOWN))


def check(options):
    texts = dict(programs.programs())
    good = len(texts) >= LEAST_PROGRAMS
    comparison = Comparison(os.path.abspath(options.doppelint), texts) if options.doppelint else None
    for title, said in everything(options):
        print("%s (3.%d): %d facts, %d wrong; %d programs"
              % (title, said["minor"], said["facts"], len(said["wrong"]), len(said["answers"])))
        for section, snippet, wanted, found in said["wrong"]:
            print("  section %d: %s: %s is claimed, %s found" % (section, " ; ".join(snippet.split("\n")), wanted, found))
        good = good and not said["wrong"] and set(said["answers"]) == set(texts)
        if comparison:
            good = comparison.compare(title, said) and good
    if comparison:
        comparison.print_wrong()
        good = good and not comparison.wrong
    print("good" if good else "FAILS")
    return 0 if good else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("action", choices=("check", "answers"))
    parser.add_argument("file", nargs="?")
    parser.add_argument("--doppelint", default=os.environ.get("DOPPELINT"))
    parser.add_argument("--deep", metavar="WORK")
    options = parser.parse_args()
    if options.action == "check":
        return check(options)
    with open(options.file, "w", encoding="utf-8") as file:
        json.dump(answer_all(), file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
