"""Methods that run for something that is no instance of their class."""


class Number:
    def is_there(self):
        return self != 0


class Table:
    def __init__(self):
        self.rows = []

    def count(self):
        return len(self.rows)


class Stub:
    rows = ()
    count = Table.count


print(Number.is_there(3), Table().count(), Table.count(Stub()), Stub().count())
