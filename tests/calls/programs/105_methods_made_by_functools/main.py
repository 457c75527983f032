# what: partialmethod, cached_property and bound methods of the class give methods.
import functools
import operator


class Lamp:
    def __init__(self):
        self.level = 0

    def set_level(self, level):
        self.level = checked(level)
        return self.level

    turn_on = functools.partialmethod(set_level, 10)
    turn_off = functools.partialmethod(set_level, level=0)

    @functools.cached_property
    def name(self):
        return named()


def checked(level):
    return abs(level)


def named():
    return "lamp"


def switched():
    lamp = Lamp()
    return lamp.turn_on(), lamp.turn_off()


def twice():
    lamp = Lamp()
    return lamp.name + lamp.name


def through_class():
    return Lamp.set_level(Lamp(), -3)


def by_operator():
    return operator.attrgetter("name")(Lamp())


assert switched() == (10, 0)
assert twice() == "lamplamp"
assert through_class() == 3
assert by_operator() == "lamp"
