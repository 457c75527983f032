# what: Functions, methods, variables and modules have the same name and are not mixed up.
import report
from report import report as make


def save(value):
    return "function " + value


class Disk:
    def save(self, value):
        return "method " + value

    def both(self, value):
        return save(value), self.save(value)


class Net:
    def save(self, value):
        return "net " + value


def shadowed(save):
    return save("x")


def local():
    def save(value):
        return "local " + value
    return save("y")


def upper(value):
    return value.upper()


assert Disk().both("a") == ("function a", "method a")
assert shadowed(upper) == "X"
assert local() == "local y"
assert Net().save("b") == "net b"
assert make() == report.report() == "report"
