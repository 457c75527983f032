"""The runner of sessions itself: that it can complain."""

import pathlib
import sys
import tempfile
import textwrap
import unittest

import edits
import patterns
import session


def uri_of(path):
    return f"file:///p/{path}" if path else "file:///p"


class Patterns(unittest.TestCase):
    def fits(self, pattern, value, **names):
        complaint = patterns.mismatch(patterns.parse(pattern), value, names, uri_of)
        self.assertIsNone(complaint, pattern)
        return names

    def complains(self, pattern, value, part=""):
        complaint = patterns.mismatch(patterns.parse(pattern), value, {}, uri_of)
        self.assertIsNotNone(complaint, pattern)
        self.assertIn(part, complaint)

    def test_an_object_may_have_more(self):
        self.fits('{"a": 1}', {"a": 1, "b": 2})
        self.complains('{"a": 1}', {"b": 2}, "it.a is missing")
        self.complains('{"a": {"b": 1}}', {"a": {"b": 2}}, "it.a.b is 2, not 1")
        self.complains('{"a": absent}', {"a": None}, "should be none")
        self.fits('{"a": absent}', {})

    def test_an_array_may_not(self):
        self.fits("[1, 2]", [1, 2])
        self.complains("[1, 2]", [1, 2, 3], "3 items, not 2")
        self.complains("[1, 2]", [2, 1], "it[0]")
        self.complains("[]", None)

    def test_dots_stand_for_any_items(self):
        self.fits("[..., 2, ...]", [1, 2, 3])
        self.fits("[..., 3]", [1, 2, 3])
        self.fits("[1, ...]", [1])
        self.fits("[...]", [])
        self.complains("[..., 4, ...]", [1, 2, 3], "no item fits")
        self.complains("[..., 2]", [1, 2, 3], "more items")
        self.complains("[2, ...]", [1, 2])
        self.complains("[..., 3, 2, ...]", [1, 2, 3])
        self.fits("...", None)

    def test_types_count(self):
        self.complains("1", True)
        self.complains("null", False)
        self.complains('"1"', 1)
        self.fits("1", 1.0)

    def test_strings(self):
        self.fits("/^a.*z$/", "abcz")
        self.complains("/^a.*z$/", "abc")
        self.complains("/1/", 1)
        self.fits('"@a b.py"', "file:///p/a%20b.py")
        self.complains('"@a.py"', "file:///p/b.py")
        self.fits('{"@a b.py": 1}', {"file:///p/a%20b.py": 1})

    def test_names(self):
        self.assertEqual(self.fits('[$one {"a": 1}, $two]', [{"a": 1, "b": 2}, 3]), {"one": {"a": 1, "b": 2}, "two": 3})
        self.fits('{"id": $one.b}', {"id": 2}, one={"b": 2})
        self.assertIsNotNone(patterns.mismatch(patterns.parse("$one"), 1, {"one": 2}, uri_of))
        self.assertEqual(patterns.filled(patterns.parse('[$one.0.b, "@x.py"]'), {"one": [{"b": 2}]}, uri_of), [2, "file:///p/x.py"])

    def test_what_is_no_pattern(self):
        for text in ("{", "[1 2]", '{"a" 1}', "nul", '{"a": 1} 2', "{1: 2}", "'a'", ""):
            with self.assertRaises(patterns.Wrong, msg=text):
                patterns.parse(text)
        for text in ("...", "[/a/]", '{"a": absent}', "$a"):
            with self.assertRaises(patterns.Wrong, msg=text):
                patterns.filled(patterns.parse(text), {}, uri_of)


class Edits(unittest.TestCase):
    def edit(self, start, end, text):
        return {"range": {"start": dict(zip(("line", "character"), start)), "end": dict(zip(("line", "character"), end))},
                "newText": text}

    def test_all_count_from_the_text_before(self):
        both = [self.edit((0, 0), (0, 1), "xx"), self.edit((1, 0), (1, 0), "1"), self.edit((1, 0), (1, 0), "2")]
        self.assertEqual(edits.applied("ab\ncd\n", both, "utf-16"), "xxb\n12cd\n")

    def test_positions_count_in_an_encoding(self):
        for encoding, character in (("utf-8", 4), ("utf-16", 2), ("utf-32", 1)):
            self.assertEqual(edits.applied("🎈a", [self.edit((0, character), (0, character + 1), "b")], encoding), "🎈b")

    def test_changes_count_from_the_text_before_each(self):
        changes = [{"range": self.edit((0, 0), (0, 0), "")["range"], "text": "x"}, {"range": self.edit((0, 1), (0, 2), "")["range"], "text": ""}]
        self.assertEqual(edits.changed("ab", changes, "utf-16"), "xb")
        self.assertEqual(edits.changed("ab", [{"text": "new"}], "utf-16"), "new")

    def test_both_forms_of_a_workspace_edit(self):
        one = self.edit((0, 0), (0, 0), "x")
        self.assertEqual(edits.of_file({"changes": {"u": [one], "v": []}}, "u".__eq__), [one])
        self.assertEqual(edits.of_file({"documentChanges": [{"textDocument": {"uri": "u", "version": 1}, "edits": [one]}]}, "u".__eq__), [one])


# A server that knows four methods, for sessions that must fail.
SERVER = """\
    import json, sys
    def say(message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        sys.stdout.buffer.write(b"Content-Length: %d\\r\\n\\r\\n" % len(body) + body)
        sys.stdout.buffer.flush()
    down = False
    while line := sys.stdin.buffer.readline():
        length = int(line.split(b":")[1])
        sys.stdin.buffer.readline()
        message = json.loads(sys.stdin.buffer.read(length))
        method = message.get("method")
        if method == "initialize":
            say({"id": message["id"], "result": {"capabilities": {}}})
        elif method == "textDocument/didOpen":
            say({"method": "textDocument/publishDiagnostics",
                 "params": {"uri": message["params"]["textDocument"]["uri"], "diagnostics": []}})
        elif method == "shutdown":
            down = True
            say({"id": message["id"], "result": None})
        elif method == "exit":
            sys.exit(0 if down else 1)
        elif "id" in message and method:
            say({"id": message["id"], "error": {"code": -32601, "message": "unknown"}})
    """


class Scripts(unittest.TestCase):
    def test_all_patterns_can_be_read(self):
        """So that a slip in a script is seen without a server."""
        scripts = sorted(pathlib.Path(__file__).with_name("sessions").glob("*.session"))
        self.assertTrue(scripts)
        for script in scripts:
            for statement in session.statements(script.read_text(encoding="utf-8")):
                self.read(script, statement)

    def read(self, script, statement):
        text = statement.rest + "\n" + statement.block
        if statement.word not in ("->", "<-", "-x", "start", "settings") or text.startswith("raw "):
            return
        _, _, text = session.labelled(text)
        if statement.word == "<-":
            text = text.removeprefix("error")
        if statement.word == "settings" and text.startswith("@"):
            text = text.partition(" ")[2]
        try:
            patterns.parse_many(text)
        except patterns.Wrong as error:
            self.fail(f"{script.name}:{statement.line}: {error}")


class Playing(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.server = self.folder / "server"
        self.server.write_text(f"#!{sys.executable}\n" + textwrap.dedent(SERVER))
        self.server.chmod(0o755)
        self.before = session.connection.SECONDS
        session.connection.SECONDS = 5
        self.addCleanup(setattr, session.connection, "SECONDS", self.before)
        self.rounds = 0

    def play(self, text):
        self.rounds += 1
        folder = self.folder / str(self.rounds)
        folder.mkdir()
        session.Session(str(self.server), textwrap.dedent(text), folder).play()

    def fails(self, text, part):
        session.connection.SECONDS = 1
        with self.assertRaises(session.Failure) as caught:
            self.play(text)
        self.assertIn(part, str(caught.exception))

    def test_a_session_that_goes_well(self):
        self.play("""\
            # Prose.
            file a b.py
                x = 1

                y = 2
            start {}
            open a b.py
            <- textDocument/publishDiagnostics {
                "uri": "@a b.py",
                "diagnostics": []}
            -> doppelint/noSuchRequest
            <- error {"code": -32601}
            -x window/showMessage
            text a b.py
                x = 1

                y = 2
            """)

    def test_an_end_that_is_told(self):
        self.play("-> exit\nexits 1\n")
        self.fails("-> exit\nexits 0\n", "line 2: the server ended with 1, not 0")

    def test_an_answer_that_does_not_fit(self):
        self.fails("-> initialize {}\n<- {\"capabilities\": {\"hoverProvider\": true}}\n",
                   "line 2: result.capabilities.hoverProvider is missing")
        self.fails("-> initialize {}\n<- error {\"code\": 1}\n", "the answer is no error")

    def test_a_message_that_does_not_come(self):
        self.fails("start {}\n<- window/showMessage {}\n", "no window/showMessage came")
        self.fails("file a.py\n    x\nstart {}\nopen a.py\n<- textDocument/publishDiagnostics {\"diagnostics\": [{}]}\n",
                   "params.diagnostics has 0 items, not 1")

    def test_a_message_that_should_not_come(self):
        self.fails("file a.py\n    x\nstart {}\nopen a.py\n-x textDocument/publishDiagnostics\n", "what it should not")

    def test_an_answer_that_nobody_looks_at(self):
        self.fails("start {}\n-> textDocument/hover {}\n", "nobody looks at the answer to textDocument/hover")

    def test_an_answer_of_either_kind(self):
        self.play("start {}\n-> #one textDocument/hover {}\nanswered #one -32601\n")
        self.fails("start {}\n-> #one textDocument/hover {}\nanswered #one -32800\n", "another error than -32800")

    def test_a_text_that_differs(self):
        self.fails("file a.py\n    x\ntext a.py\n    y\n", "the text is")

    def test_a_word_that_is_none(self):
        self.fails("begin {}\n", "there is no statement `begin`")


if __name__ == "__main__":
    unittest.main()
