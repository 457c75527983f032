"""Methods that `super` gives, called at once or kept first."""


class Base:
    def __init__(self, rows):
        self.rows = rows

    def add(self, row):
        self.rows.append(row)


class At_once(Base):
    def __init__(self, rows):
        super(At_once, self).__init__(rows)
        self.count = len(rows)


class Kept(Base):
    def __init__(self, rows):
        initialize = super().__init__
        initialize(rows)
        self.count = len(rows)

    def add(self, row):
        add = super(Kept, self).add
        add(row)
        super(Kept, self).add(row)


class Bound(Kept):
    def add(self, row):
        above = super()
        add = above.add
        add([row])
        return add


rows = [[1]]
first, second, third = At_once(rows), Kept(rows), Bound([])
first.add(2)
second.add(3)
third.add(4)(5)
print(first.rows is second.rows, rows, third.rows)
