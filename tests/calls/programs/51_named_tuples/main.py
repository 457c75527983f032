# what: Named tuples have methods and properties but no __init__ of the project.
import collections
from typing import NamedTuple


class Point(NamedTuple):
    x: int
    y: int = 0

    def moved(self, by):
        return self._replace(x=shift(self.x, by))

    @property
    def length(self):
        return self.x + self.y


class Pair(collections.namedtuple("Pair", "left right")):
    def swapped(self):
        return Pair(self.right, self.left)

    @classmethod
    def of(cls, value):
        return cls(value, value)


def shift(number, by):
    return number + by


def use():
    return Point(1, 2).moved(3).length


assert use() == 6
assert Pair.of(1).swapped() == (1, 1)
