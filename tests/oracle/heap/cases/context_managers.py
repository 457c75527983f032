"""What the `with` statement gives of a generator that was made into a context manager."""

from contextlib import contextmanager, ExitStack, closing, nullcontext

class Pool:
    def __init__(self):
        self.rows = []

    @contextmanager
    def borrowed(self):
        self.rows.append(1)
        yield self.rows
        self.rows.pop()

@contextmanager
def entering(rows, log):
    log.append("in")
    try:
        yield rows
    finally:
        log.append("out")

def use(rows, log):
    with entering(rows, log) as same:
        same.append(1)
        both = same is rows
    return rows, log, both

def stack(rows, log):
    with ExitStack() as all_of_them:
        same = all_of_them.enter_context(entering(rows, log))
        same.append(2)
        other = all_of_them.enter_context(nullcontext(log))
        other.append(3)
    return same is rows

def method():
    pool = Pool()
    with pool.borrowed() as rows:
        rows.append(2)
        inside = rows is pool.rows
    return pool.rows, inside

print(use([], []), stack([], []), method())
