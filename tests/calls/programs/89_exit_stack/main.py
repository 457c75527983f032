# what: contextlib.ExitStack, closing and suppress call what they are given when the block ends.
import contextlib


class Resource:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.log.append("exit")

    def close(self):
        self.log.append("close")


def last(log):
    log.append("last")


def fail():
    raise ValueError("no")


def stacked():
    log = []
    with contextlib.ExitStack() as stack:
        stack.callback(last, log)
        stack.enter_context(Resource(log))
    return log


def closed():
    log = []
    with contextlib.closing(Resource(log)):
        with contextlib.suppress(ValueError):
            fail()
    return log


assert stacked() == ["exit", "last"]
assert closed() == ["close"]
