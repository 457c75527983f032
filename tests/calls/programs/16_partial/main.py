# what: A partial object calls its function when it is called, not when it is made.
import functools


def power(base, exponent):
    return base ** exponent


def never(value):
    return value


square = functools.partial(power, exponent=2)
unused = functools.partial(never, 1)


class Scale:
    def __init__(self, factor):
        self.apply = functools.partial(self.scale, factor)

    def scale(self, factor, value):
        return factor * value


def run():
    cube = functools.partial(power, exponent=3)
    return cube(2), Scale(3).apply(4)


assert square(3) == 9
assert list(map(functools.partial(power, 2), [1, 2])) == [2, 4]
assert run() == (8, 12)
