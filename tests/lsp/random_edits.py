#!/usr/bin/env python3
"""Holds the server's diagnostics after random edits against those of a server that starts with the same text.

    random_edits.py PROGRAM [--files N] [--edits N] [--compare-every N] [--seed N]

Edits go through files of the standard library as a person's would: lines are typed, removed, moved, and taken back, and
now and then the text is no Python. What the server says of the whole workspace must then be, byte for byte, what
`PROGRAM server` says that never saw another state. At the end the memory that it holds is printed, and held against
what it was after the first tenth.
"""
import argparse
import json
import os
import pathlib
import random
import sys
import tempfile
import time

from connection import SECONDS, Connection

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "oracle"))
import corpus  # noqa: E402 (the path is needed first)

CAPABILITIES = {"textDocument": {"diagnostic": {}, "publishDiagnostics": {"relatedInformation": True}}}
TYPED = ["    rows.append(row)", "def added(rows, known=[]):", "    return known", "x = y = []", "    pass", "import copy",
         "(", "'''", "for row in rows:", "    rows = list(rows)", "class Added:", "    items = {}"]
MOST_GROWTH = 1.5


class Server:
    def __init__(self, program, folder):
        self.folder = folder
        self.connection = Connection(program, folder)
        self.last = 0
        self.ask("initialize", {"rootUri": folder.as_uri(), "capabilities": CAPABILITIES,
                                "initializationOptions": {"diagnosticMode": "workspace"}})
        self.notify("initialized", {})

    def notify(self, method, params):
        self.connection.send({"method": method, "params": params})

    def ask(self, method, params):
        self.last += 1
        self.connection.send({"id": self.last, "method": method, "params": params})
        until = time.monotonic() + SECONDS
        while True:
            message = self.connection.next(until)
            if message.get("id") == self.last and "method" not in message:
                return message["result"]

    def found(self):
        """What is found in each file, as text in which the folder does not show."""
        items = self.ask("workspace/diagnostic", {"previousResultIds": []})["items"]
        text = json.dumps([(it["uri"], it["items"]) for it in items], sort_keys=True)
        return text.replace(self.folder.as_uri() + "/", "")

    def megabytes(self):
        status = pathlib.Path(f"/proc/{self.connection._process.pid}/statm").read_text(encoding="ascii")
        return int(status.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def end(self):
        self.ask("shutdown", None)
        self.notify("exit", None)
        status = self.connection.exit_status()
        self.connection.close()
        return status


class Text:
    """One file as the client sees it; its lines, and how to change them."""

    def __init__(self, path, text):
        self.path, self.lines, self.version = path, text.split("\n"), 1
        self.before = list(self.lines)

    def whole(self):
        return "\n".join(self.lines)

    def edit(self, chance):
        """The change of some lines, as the protocol says it."""
        at = chance.randrange(len(self.lines))
        count = chance.choice([0, 0, 1, 1, 2, 5])
        what = chance.randrange(10)
        if what < 5:
            new = [chance.choice(TYPED)]
        elif what < 7:
            new = []
        elif what < 9:
            start = chance.randrange(len(self.lines))
            new = self.lines[start:start + chance.randrange(6)]
        else:
            # All is taken back.
            new, at, count = list(self.before), 0, len(self.lines)
        end = min(at + count, len(self.lines))
        return self.replace(at, end, new)

    def replace(self, at, end, new):
        text = "".join(line + "\n" for line in new)
        if end == len(self.lines):
            # The last line has no end.
            where = {"start": {"line": at, "character": 0},
                     "end": {"line": end - 1, "character": len(self.lines[-1].encode("utf-16-le")) // 2}}
            self.lines[at:] = [*new, ""]
        else:
            where = {"start": {"line": at, "character": 0}, "end": {"line": end, "character": 0}}
            self.lines[at:end] = new
        self.version += 1
        return {"range": where, "text": text}


def texts_of(count):
    """Small files of the standard library, by name."""
    result = {}
    for path in map(pathlib.Path, corpus.standard_library("L")):
        text = path.read_bytes()
        if path.parent.name.startswith("python3") and len(text) < 20_000 and b"\r" not in text and path.name not in result:
            try:
                result[path.name] = text.decode("utf-8")
            except UnicodeDecodeError:
                continue
    names = sorted(result)
    return {name: result[name] for name in names[:: max(1, len(names) // count)][:count]}


def start(program, folder, texts):
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return Server(program, folder)


def run(options):
    chance = random.Random(options.seed)
    originals = texts_of(options.files)
    early = 0
    with tempfile.TemporaryDirectory() as temporary:
        temporary = pathlib.Path(temporary).resolve()
        live = start(options.program, temporary / "live", originals)
        texts = [Text(live.folder / name, text) for name, text in originals.items()]
        for it in texts:
            live.notify("textDocument/didOpen", {"textDocument": {
                "uri": it.path.as_uri(), "languageId": "python", "version": 1, "text": it.whole()}})
        for edit in range(1, options.edits + 1):
            it = chance.choice(texts)
            change = it.edit(chance)
            live.notify("textDocument/didChange", {"textDocument": {"uri": it.path.as_uri(), "version": it.version},
                                                   "contentChanges": [change]})
            # Most edits are followed by the next before their check is done.
            if edit % options.compare_every and chance.randrange(4):
                continue
            found = live.found()
            if edit % options.compare_every == 0:
                fresh = start(options.program, temporary / f"fresh{edit}", {it.path.name: it.whole() for it in texts})
                expected = fresh.found()
                fresh.end()
                if found != expected:
                    print(f"after edit {edit} of seed {options.seed}:\n  live  {found}\n  fresh {expected}")
                    return 1
            if edit <= max(options.edits // 10, 1):
                early = live.megabytes()
        late = live.megabytes()
        status = live.end()
    print(f"{options.edits} edits of {len(texts)} files, {options.edits // options.compare_every} times the same; "
          f"memory {early:.0f} MB after the first tenth, {late:.0f} MB at the end")
    if late > early * MOST_GROWTH + 20:
        print("the server holds more and more")
        return 1
    return status


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--files", type=int, default=12)
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--compare-every", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.program = options.program.resolve()
    # What is freed is not held, though AddressSanitizer keeps it from being used again for a while.
    given = os.environ.get("ASAN_OPTIONS", "")
    os.environ["ASAN_OPTIONS"] = (given and given + ":") + "quarantine_size_mb=8"
    return run(options)


if __name__ == "__main__":
    sys.exit(main())
