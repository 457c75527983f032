# library: contextlib
import contextlib


@contextlib.contextmanager
def holding(rows):
    rows.append(1)
    try:
        yield rows
    finally:
        rows.clear()


class Closing:
    def close(self):
        self.closed = True


rows = []
with holding(rows) as got:
    got.append(2)
with contextlib.suppress(KeyError):
    {}["x"]
with contextlib.ExitStack() as stack:
    stack.callback(rows.append, 5)
    inner = stack.enter_context(contextlib.closing(Closing()))
    kept = stack.pop_all()
kept.close()
with contextlib.nullcontext(rows) as same:
    print(same is rows, got is rows, inner.closed, rows)
