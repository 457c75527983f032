# what: Library decorators and base classes add methods that call those of the class.
import collections.abc
import functools


@functools.total_ordering
class Size:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.key() == other.key()

    def __lt__(self, other):
        return self.key() < other.key()

    def key(self):
        return self.number


class Days(collections.abc.Sequence):
    def __getitem__(self, index):
        return names()[index]

    def __len__(self):
        return len(names())


def names():
    return ["mon", "tue"]


def equal():
    return Size(1) == Size(1)


def at_least():
    return Size(2) >= Size(1)


def position():
    return Days().index("tue")


def backwards():
    return list(reversed(Days()))


assert equal()
assert at_least()
assert position() == 1
assert backwards() == ["tue", "mon"]
