# what: Calling an instance, str, repr, format, f-strings, and int call special methods.
class Adder:
    def __init__(self, amount):
        self.amount = amount

    def __call__(self, number):
        return number + self.amount

    def __int__(self):
        return self.amount


class Name:
    def __str__(self):
        return self.text()

    def __repr__(self):
        return "Name()"

    def __format__(self, pattern):
        return pattern

    def text(self):
        return "name"


def call():
    add = Adder(2)
    return add(1), list(map(Adder(3), [1]))


def convert():
    return int(Adder(5))


def as_text():
    return str(Name())


def as_repr():
    return repr(Name()) + f"{Name()!r}"


def formatted():
    return f"{Name():wide}" + format(Name(), "narrow")


assert call() == (3, [4])
assert convert() == 5
assert as_text() == "name"
assert as_repr() == "Name()Name()"
assert formatted() == "widenarrow"
