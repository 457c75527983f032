# what: print, str.format, logging and the text of a list call the methods that make texts.
import io
import logging


class Point:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return "Point(" + digits(self.x) + ")"


class Price:
    def __str__(self):
        return "price"

    def __format__(self, pattern):
        return pattern


def digits(number):
    return str(number)


def printed():
    target = io.StringIO()
    print(Price(), file=target)
    return target.getvalue()


def listed():
    return str([Point(1)])


def filled():
    return "{:a}".format(Price())


def interpolated():
    return f"{Point(2)}"


def logged():
    target = io.StringIO()
    logger = logging.Logger("calls")
    logger.addHandler(logging.StreamHandler(target))
    logger.warning("%s", Price())
    return target.getvalue()


assert printed() == "price\n"
assert listed() == "[Point(1)]"
assert filled() == "a"
assert interpolated() == "Point(2)"
assert logged() == "price\n"
