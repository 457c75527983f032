"""How the server reads and ends: headers, ids, the end of its input."""

import json
import os
import pathlib
import tempfile
import time
import unittest

import connection

DOPPELINT = os.environ["DOPPELINT"]
INITIALIZE = {"method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}}


class Framing(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.server = connection.Connection(DOPPELINT, pathlib.Path(folder.name))
        self.addCleanup(self.server.close)

    def answer(self, number):
        until = time.monotonic() + connection.SECONDS
        while True:
            message = self.server.next(until)
            if message.get("id") == number and "method" not in message:
                return message

    def body(self, number=1):
        return json.dumps({"jsonrpc": "2.0", "id": number, **INITIALIZE}).encode()

    def test_other_headers_may_come(self):
        body = self.body()
        header = f"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:{len(body)}\r\n\r\n"
        self.server.send_bytes(header.encode() + body)
        self.assertIn("result", self.answer(1))

    def test_a_message_may_come_in_pieces(self):
        body = self.body()
        message = b"Content-Length: %d\r\n\r\n" % len(body) + body
        for place in range(0, len(message), 7):
            self.server.send_bytes(message[place:place + 7])
            time.sleep(0.001)
        self.assertIn("result", self.answer(1))

    def test_two_messages_may_come_at_once(self):
        bodies = [self.body(), json.dumps({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}).encode()]
        self.server.send_bytes(b"".join(b"Content-Length: %d\r\n\r\n" % len(it) + it for it in bodies))
        self.assertIn("result", self.answer(1))
        self.assertIn("result", self.answer(2))

    def test_an_id_may_be_a_string(self):
        self.server.send_body(self.body("a-1"))
        self.assertIn("result", self.answer("a-1"))

    def test_the_end_of_input_ends_it(self):
        self.server.send_body(self.body())
        self.answer(1)
        self.server.close_input()
        self.assertEqual(self.server.exit_status(), 1)

    def test_after_shutdown_the_end_of_input_ends_it_too(self):
        self.server.send_body(self.body())
        self.server.send({"id": 2, "method": "shutdown"})
        self.answer(2)
        self.server.close_input()
        self.assertIn(self.server.exit_status(), (0, 1))

    def test_a_header_without_length_is_told_or_ends_it(self):
        self.server.send_bytes(b"Nonsense\r\n\r\n")
        try:
            self.assertIn("error", self.answer(None))
        except connection.Ended:
            self.assertNotIn(self.server.exit_status(), (0, -6, -11))

    def test_an_endless_length_takes_no_memory(self):
        self.server.send_bytes(b"Content-Length: 99999999999999\r\n\r\n{")
        try:
            self.assertIn("error", self.answer(None))
        except connection.Ended:
            self.assertNotIn(self.server.exit_status(), (0, -6, -11))

    def test_what_is_no_utf8_is_an_error(self):
        self.server.send_body(b'{"jsonrpc": "2.0", "id": 1, "method": "\xff"}')
        self.assertEqual(self.answer(None)["error"]["code"], -32700)

    def test_deep_nesting_is_an_error_and_not_the_end(self):
        self.server.send_body(b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": ' + b"[" * 500_000 + b"]" * 500_000 + b"}")
        self.server.send_body(self.body(2))
        self.assertIn("result", self.answer(2))


if __name__ == "__main__":
    unittest.main()
