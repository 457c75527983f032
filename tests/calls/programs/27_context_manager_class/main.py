# what: A with statement calls __enter__ and __exit__.
class Lock:
    def __init__(self):
        self.held = 0

    def __enter__(self):
        self.take()
        return self

    def __exit__(self, kind, error, trace):
        self.release()
        return kind is KeyError

    def take(self):
        self.held += 1

    def release(self):
        self.held -= 1


class Silent(Lock):
    def release(self):
        super().release()


def guarded():
    lock = Lock()
    with lock as held:
        assert held.held == 1
    return lock.held


def failing():
    with Silent(), Lock():
        raise KeyError("gone")


assert guarded() == 0
failing()
