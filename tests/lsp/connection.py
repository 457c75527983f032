"""Talks with `doppelint server` in the protocol's framing, and keeps what the server says until somebody looks."""

import json
import os
import queue
import subprocess
import tempfile
import threading
import time

# A sanitizer's build takes its time.
SECONDS = float(os.environ.get("DOPPELINT_SESSION_SECONDS", "60"))


class Ended(Exception):
    """The server closed its output."""


class Late(Exception):
    """The server did not say what was waited for."""


class Garbled(Exception):
    """What the server wrote is not the protocol."""


class Connection:
    def __init__(self, program, folder):
        """`folder` is where the server runs, and where it finds a home of its own."""
        home = folder / "home"
        home.mkdir(exist_ok=True)
        environment = os.environ | {"HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache"),
                                    "XDG_CONFIG_HOME": str(home / ".config")}
        self._complaints = tempfile.TemporaryFile()
        self._process = subprocess.Popen([program, "server"], cwd=folder, env=environment, stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, stderr=self._complaints)
        self._messages = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def send(self, message):
        self.send_body(json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode())

    def send_body(self, body):
        self.send_bytes(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def send_bytes(self, data):
        try:
            self._process.stdin.write(data)
            self._process.stdin.flush()
        except OSError as error:
            raise Ended(f"the server does not listen any more ({error})") from error

    def close_input(self):
        self._process.stdin.close()

    def next(self, until):
        """The next message; `until` is a time of the monotonic clock."""
        try:
            message = self._messages.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            raise Late("the server said nothing more") from None
        if isinstance(message, Exception):
            self._messages.put(message)
            raise message
        return message

    def exit_status(self):
        try:
            return self._process.wait(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            raise Late("the server does not end") from None

    def complaints(self):
        """What the server wrote to standard error."""
        self._complaints.seek(0)
        return self._complaints.read().decode("utf-8", "replace")

    def close(self):
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._process.stdin.close()
        self._complaints.close()

    def _read(self):
        with self._process.stdout as stream:
            try:
                while True:
                    self._messages.put(_message(stream))
            except (Ended, Garbled) as error:
                self._messages.put(error)


def _message(stream):
    length = None
    while True:
        line = stream.readline()
        if not line:
            raise Ended("the server closed its output")
        if line == b"\r\n":
            break
        name, colon, value = line.partition(b":")
        if not colon or not line.endswith(b"\r\n"):
            raise Garbled(f"this is no header: {line!r}")
        if name.lower() == b"content-length":
            length = int(value)
    if length is None:
        raise Garbled("a message without Content-Length")
    body = stream.read(length)
    if len(body) < length:
        raise Ended("the server closed its output in the middle of a message")
    try:
        message = json.loads(body.decode("utf-8"))
    except ValueError as error:
        raise Garbled(f"a message that is no JSON ({error}): {body[:200]!r}") from error
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        raise Garbled(f"a message that is not JSON-RPC 2.0: {body[:200]!r}")
    return message
