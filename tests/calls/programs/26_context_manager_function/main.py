# what: contextlib.contextmanager turns a generator function into a context manager.
import contextlib

log = []


def note(text):
    log.append(text)


@contextlib.contextmanager
def section(name):
    note("begin " + name)
    try:
        yield name
    finally:
        note("end " + name)


def work():
    with section("a") as name:
        note(name)


@section("b")
def decorated():
    note("inside")


work()
decorated()
assert log == ["begin a", "a", "end a", "begin b", "inside", "end b"]
