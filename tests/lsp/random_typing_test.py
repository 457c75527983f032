"""Many random edits and questions: the server lives, and ends with the text that the editor has.

After some edits the same text is sent as a whole; the diagnostics must be the same.
"""

import os
import pathlib
import random
import tempfile
import time
import unittest

import connection
import edits

DOPPELINT = os.environ["DOPPELINT"]
SEEDS = range(6)
ROUNDS = 150
TEXT = '''\
def collect(item, seen=[]):
    """🎈 é"""
    seen.append(item)
    return seen


def is_missing(error):
    return error.number is 1062
'''
PIECES = ("\n", "x", "    ", "[]", "(", ")", "🎈", "é", "# c", "is 5", "'", '"', "\t", "return x is 1000\n",
          "def f(a=[]):\n    a.append(1)\n", "for a in b:\n        b.remove(a)\n")


class Editor:
    """One document that somebody types in."""

    def __init__(self, folder, seed):
        self.random = random.Random(seed)
        self.encoding = self.random.choice(sorted(edits.UNITS))
        self.server = connection.Connection(DOPPELINT, folder)
        self.uri = (folder / "app.py").as_uri()
        self.text, self.version, self.last_id = TEXT, 1, 0
        capabilities = {"general": {"positionEncodings": [self.encoding]}, "textDocument": {"diagnostic": {}}}
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
        self.server.send({"method": "initialized", "params": {}})
        document = {"uri": self.uri, "languageId": "python", "version": 1, "text": TEXT}
        self.server.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})

    def ask(self, method, params):
        self.last_id += 1
        self.server.send({"id": self.last_id, "method": method, "params": params})
        until = time.monotonic() + connection.SECONDS
        while True:
            message = self.server.next(until)
            if "method" in message and "id" in message:
                self.server.send({"id": message["id"], "result": None})
            elif message.get("id") == self.last_id:
                if "error" in message:
                    raise AssertionError(f"{method} with {params}: {message['error']}")
                return message["result"]

    def change(self, changes):
        self.text = edits.changed(self.text, changes, self.encoding)
        self.version += 1
        document = {"uri": self.uri, "version": self.version}
        self.server.send({"method": "textDocument/didChange", "params": {"textDocument": document, "contentChanges": changes}})

    def type_something(self):
        range_ = self.range()
        if self.random.random() < 0.6:
            range_["end"] = range_["start"]
        self.change([{"range": range_, "text": self.random.choice(PIECES)}])

    def range(self):
        start, end = sorted((self.position(), self.position()), key=lambda one: (one["line"], one["character"]))
        return {"start": start, "end": end}

    def position(self):
        """A place in the text, sometimes behind the end of its line or of the text."""
        lines = self.text.split("\n") + [""]
        line = self.random.randrange(len(lines))
        before = lines[line][:self.random.randint(0, len(lines[line]))]
        beyond = 50 if before == lines[line] and self.random.random() < 0.2 else 0
        return {"line": line, "character": sum(map(edits.UNITS[self.encoding], before)) + beyond}

    def ask_something(self):
        here = {"textDocument": {"uri": self.uri}, "position": self.position()}
        place = {"textDocument": {"uri": self.uri}, "range": self.range()}
        self.ask(*self.random.choice((
            ("textDocument/hover", here), ("doppelint/heap", here | {"format": "text"}),
            ("textDocument/codeAction", place | {"context": {"diagnostics": []}}), ("textDocument/inlayHint", place))))

    def diagnostics(self):
        return self.ask("textDocument/diagnostic", {"textDocument": {"uri": self.uri}})["items"]

    def end(self):
        self.ask("shutdown", None)
        self.server.send({"method": "exit"})
        return self.server.exit_status()


class RandomEdits(unittest.TestCase):
    def session(self, folder, seed):
        editor = Editor(folder, seed)
        self.addCleanup(editor.server.close)
        for number in range(ROUNDS):
            editor.type_something()
            if editor.random.random() < 0.5:
                editor.ask_something()
            if number % 50 == 49:
                editor.change([{"text": TEXT}])
            if number % 3 == 0:
                before = editor.diagnostics()
                editor.change([{"text": editor.text}])
                self.assertEqual(editor.diagnostics(), before, f"{editor.encoding}, {editor.text!r}")
        self.assertEqual(editor.end(), 0)

    def test_the_server_follows(self):
        for seed in SEEDS:
            with self.subTest(seed=seed), tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                self.session(pathlib.Path(folder).resolve(), seed)


if __name__ == "__main__":
    unittest.main()
