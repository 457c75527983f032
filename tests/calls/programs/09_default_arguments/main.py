# what: A default argument is evaluated where the function is defined, and a function there is called later.
def make_start():
    return [0]


def identity(value):
    return value


def collect(value, key=identity, into=make_start()):
    into.append(key(value))
    return into


def shout(value, *, how=lambda text: text.upper()):
    return how(value)


assert collect(2) == [0, 2]
assert shout("a") == "A"
