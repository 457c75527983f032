"""Reads a scripted session and plays it against a server. README.md beside this file explains the language."""

import json
import pathlib
import re
import time
import urllib.parse
from typing import NamedTuple

import connection
import edits
import patterns

NOTIFICATIONS = re.compile(r"initialized|exit|textDocument/(?:did\w+|willSave)|workspace/did\w+|\$/\w+"
                           r"|window/workDoneProgress/cancel|doppelint/noSuchNotification")
METHOD = re.compile(r"(?:(?:\$|\w+)(?:/\w+)+|initialize|initialized|shutdown|exit)(?=\s|$)")
QUIET = 0.5  # seconds in which nothing must come


class Statement(NamedTuple):
    line: int
    word: str
    rest: str
    block: str


class Failure(Exception):
    """A session that did not go as it is written."""


def statements(text):
    found, block = [], None
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if line.startswith("    ") or (block is not None and not line.strip()):
            if not found:
                raise patterns.Wrong(f"line {number} belongs to no statement")
            block = [*(block or []), line[4:]]
            found[-1] = found[-1]._replace(block="\n".join(block).rstrip("\n") + "\n")
        elif line.strip() and not line.startswith("#"):
            word, _, rest = line.partition(" ")
            found.append(Statement(number, word, rest.strip(), ""))
            block = None
        else:
            block = None
    return found


def labelled(text):
    """(label, method, rest) of `#label method rest`; label and method may be missing."""
    found = re.match(r"(?:#(?P<label>\w+)\s+)?", text)
    label, text = found["label"], text[found.end():]
    found = METHOD.match(text)
    return (label, found[0], text[found.end():]) if found else (label, "", text)


class Session:
    def __init__(self, program, text, folder):
        self.statements = statements(text)
        self.root = pathlib.Path(folder).resolve() / "project"
        self.root.mkdir()
        self.connection = connection.Connection(program, self.root.parent)
        self.encoding = "utf-16"
        self.texts, self.versions = {}, {}      # of open documents
        self.settings = {}                      # what workspace/configuration gives, by path
        self.names = {}
        self.last_id = 0
        self.waiting = []                       # ids of requests whose answer the script has not looked at
        self.methods = {}                       # id -> method, for requests that were sent
        self.answers, self.inbox = {}, []       # what came and was not looked at
        self.said = []                          # all that came, for those who read a failure

    def play(self):
        """Raises Failure with a sentence and the end of the conversation."""
        line = 1
        try:
            for statement in self.statements:
                line = statement.line
                self.run(statement)
            if not any(statement.word == "exits" for statement in self.statements):
                self.finish()
        except (Failure, patterns.Wrong, connection.Late, connection.Ended, connection.Garbled) as error:
            raise Failure(f"line {line}: {error}{self.tail()}") from None
        finally:
            self.connection.close()

    def tail(self):
        heard = "".join(f"\n    {patterns.shown(message, 700)}" for message in self.said[-8:])
        complaints = self.connection.complaints().strip()
        return f"\n  the last that the server said:{heard or ' nothing'}" + \
            (f"\n  on standard error:\n    {complaints[-2000:]}" if complaints else "")

    def run(self, statement):
        names = {"->": "send", "<-": "expect", "-x": "refuse"}
        method = getattr(self, f"do_{names.get(statement.word, statement.word)}", None)
        if method is None:
            raise patterns.Wrong(f"there is no statement `{statement.word}`")
        method(statement)

    # Statements

    def do_file(self, statement):
        path = self.root / statement.rest
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(statement.block.encode())

    def do_copies(self, statement):
        path, number = statement.rest.rsplit(" ", 1)
        path = self.root / path
        for one in range(int(number)):
            path.with_name(f"{path.stem}_{one}{path.suffix}").write_bytes(path.read_bytes())

    def do_delete(self, statement):
        (self.root / statement.rest).unlink()

    def do_settings(self, statement):
        path, _, rest = statement.rest.partition(" ") if statement.rest.startswith("@") else ("@", "", statement.rest)
        self.settings[path[1:]] = self.json(rest + statement.block)

    def do_start(self, statement):
        capabilities, *options = [self.fill(one) for one in patterns.parse_many(statement.rest + statement.block)]
        folders = [{"uri": self.uri(""), "name": "project"}]
        params = {"processId": None, "rootUri": self.uri(""), "workspaceFolders": folders, "capabilities": capabilities}
        if options:
            params["initializationOptions"] = options[0]
        answer = self.answer(self.request("initialize", params))
        if "result" not in answer:
            raise Failure(f"initialize gave {patterns.shown(answer)}")
        self.connection.send({"method": "initialized", "params": {}})

    def do_open(self, statement):
        text = (self.root / statement.rest).read_bytes().decode()
        document = {"uri": self.uri(statement.rest), "languageId": "python", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def do_change(self, statement):
        uri = self.uri(statement.rest)
        document = {"uri": uri, "version": self.versions[uri] + 1}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": statement.block}]})

    def do_close(self, statement):
        self.notify("textDocument/didClose", {"textDocument": {"uri": self.uri(statement.rest)}})

    def do_send(self, statement):
        rest = statement.rest + "\n" + statement.block
        if rest.startswith("raw "):
            return self.connection.send_body(rest[4:].strip().encode())
        label, method, rest = labelled(rest)
        params = self.json(rest) if rest.strip() else None
        if NOTIFICATIONS.fullmatch(method):
            return self.notify(method, params)
        number = self.request(method, params)
        self.waiting.append(number)
        if label:
            self.names[label] = number
        return None

    def do_expect(self, statement):
        rest = statement.rest + "\n" + statement.block
        label, method, rest = labelled(rest)
        if method:
            return self.expect_message(method, patterns.parse(rest) if rest.strip() else patterns.Anything())
        outcome = "result"
        if re.match(r"error\b", rest):
            outcome, rest = "error", rest[5:]
        answer = self.next_answer(label)
        if outcome not in answer:
            raise Failure(f"the answer is no {outcome}: {patterns.shown(answer)}")
        return self.hold(patterns.parse(rest), answer[outcome], outcome)

    def do_answered(self, statement):
        """The answer is there, whether it is a result or this error."""
        label, _, code = statement.rest.lstrip("#").partition(" ")
        answer = self.next_answer(label)
        if "error" in answer and answer["error"].get("code") != int(code):
            raise Failure(f"the answer is another error than {code}: {patterns.shown(answer)}")

    def do_refuse(self, statement):
        method, _, rest = statement.rest.partition(" ")
        pattern = patterns.parse(rest) if rest.strip() else patterns.Anything()
        self.barrier()
        for message in self.inbox:
            if message["method"] == method and not self.mismatch(pattern, message.get("params")):
                raise Failure(f"the server said what it should not: {patterns.shown(message)}")

    def do_text(self, statement):
        path, _, name = statement.rest.partition(" after $")
        uri = self.uri(path)
        text = self.texts[uri] if uri in self.texts else (self.root / path).read_bytes().decode()
        found = edits.of_file(patterns.value_of(name, self.names), lambda one: same(one, uri)) if name else []
        after = edits.applied(text, found, self.encoding)
        if after != statement.block:
            raise Failure(f"the text is\n{indented(after)}\n  and not\n{indented(statement.block)}")

    def do_exits(self, statement):
        status = self.connection.exit_status()
        if status != int(statement.rest):
            raise Failure(f"the server ended with {status}, not {statement.rest}")

    # The conversation

    def finish(self):
        """A session that does not say how it ends, ends well."""
        if self.waiting:
            raise Failure(f"nobody looks at the answer to {self.methods[self.waiting[0]]}")
        answer = self.answer(self.request("shutdown", None))
        if answer.get("result", "") is not None:
            raise Failure(f"shutdown gave {patterns.shown(answer)}")
        self.notify("exit", None)
        status = self.connection.exit_status()
        if status != 0:
            raise Failure(f"after shutdown and exit the server ended with {status}")

    def request(self, method, params):
        self.last_id += 1
        self.methods[self.last_id] = method
        message = {"id": self.last_id, "method": method}
        self.connection.send(message if params is None else message | {"params": params})
        return self.last_id

    def notify(self, method, params):
        self.connection.send({"method": method} if params is None else {"method": method, "params": params})
        document = params.get("textDocument", {}) if isinstance(params, dict) else {}
        uri = document.get("uri")
        if method == "textDocument/didOpen" and "text" in document:
            self.texts[uri], self.versions[uri] = document["text"], document["version"]
        elif method == "textDocument/didChange" and uri in self.texts:
            self.texts[uri] = edits.changed(self.texts[uri], params["contentChanges"], self.encoding)
            self.versions[uri] = document["version"]
        elif method == "textDocument/didClose":
            self.texts.pop(uri, None)

    def next_answer(self, label):
        if not label and not self.waiting:
            return self.answer(None)  # what could not be read has no id
        number = patterns.value_of(label, self.names) if label else self.waiting[0]
        self.waiting.remove(number)
        return self.answer(number)

    def answer(self, number):
        until = time.monotonic() + connection.SECONDS
        while number not in self.answers:
            try:
                self.hear(until)
            except connection.Late:
                raise Failure(f"no answer to {self.methods.get(number, 'that')}") from None
        answer = self.answers.pop(number)
        if self.methods.get(number) == "initialize" and "result" in answer:
            self.encoding = answer["result"].get("capabilities", {}).get("positionEncoding", "utf-16")
        return answer

    def expect_message(self, method, pattern):
        until = time.monotonic() + connection.SECONDS
        complaint, looked = None, 0
        while True:
            for message in self.inbox[looked:]:
                looked += 1
                if message["method"] != method:
                    continue
                complaint = self.mismatch(pattern, message.get("params"))
                if complaint is None:
                    return self.take(message)
            try:
                self.hear(until)
            except connection.Late:
                raise Failure(f"no {method} that fits; of the last, {complaint}" if complaint else
                              f"no {method} came") from None

    def take(self, taken):
        """What was said of a document before it was said again is of no interest any more."""
        kept, before = [], True
        for message in self.inbox:
            if message is taken:
                before = False
                continue
            stale = message["method"] == taken["method"] == "textDocument/publishDiagnostics" and before and \
                same(message["params"]["uri"], taken["params"]["uri"])
            if not stale:
                kept.append(message)
        self.inbox = kept

    def barrier(self):
        """Waits until the server has answered, and then a moment."""
        self.answer(self.request("doppelint/noSuchRequest", None))
        until = time.monotonic() + QUIET
        try:
            while True:
                self.hear(until)
        except connection.Late:
            pass

    def hear(self, until):
        message = self.connection.next(until)
        self.said.append(message)
        if "method" not in message:
            if message.get("id") is not None and message["id"] not in self.methods:
                raise Failure(f"an answer to nothing: {patterns.shown(message)}")
            if ("result" in message) == ("error" in message):
                raise Failure(f"an answer with both or neither of result and error: {patterns.shown(message)}")
            self.answers[message.get("id")] = message
            return
        self.inbox.append(message)
        if "id" in message:
            self.connection.send({"id": message["id"], "result": self.reply(message)})

    def reply(self, message):
        """What this client says when it is asked."""
        if message["method"] == "workspace/configuration":
            return [self.settings_for(item) for item in message["params"]["items"]]
        if message["method"] == "workspace/applyEdit":
            return {"applied": True}
        return None

    def settings_for(self, item):
        if item.get("section") != "doppelint":
            return None
        scope = urllib.parse.unquote(item.get("scopeUri") or self.uri(""))
        within = [path for path in self.settings if scope.startswith(urllib.parse.unquote(self.uri(path)))]
        return self.settings[max(within, key=len)] if within else None

    # Small things

    def json(self, text):
        return self.fill(patterns.parse(text))

    def fill(self, pattern):
        return patterns.filled(pattern, self.names, self.uri)

    def hold(self, pattern, value, where):
        complaint = self.mismatch(pattern, value, where)
        if complaint:
            raise Failure(complaint)

    def mismatch(self, pattern, value, where="params"):
        names = dict(self.names)
        complaint = patterns.mismatch(pattern, value, names, self.uri, where)
        if complaint is None:
            self.names = names
        return complaint

    def uri(self, path):
        return (self.root / path).as_uri() if path else self.root.as_uri()


def same(left, right):
    return urllib.parse.unquote(left) == urllib.parse.unquote(right)


def indented(text):
    return "".join(f"    | {line}\n" for line in text.split("\n")[:-1]) or "    (nothing)\n"
