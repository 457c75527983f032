# what: A decorator replaces a function by one that calls it.
import functools


def logged(function):
    @functools.wraps(function)
    def wrapper(*arguments, **keywords):
        note(function.__name__)
        return function(*arguments, **keywords)
    return wrapper


lines = []


def note(text):
    lines.append(text)


@logged
def add(left, right):
    return left + right


@logged
def negate(value):
    return -value


assert add(1, right=2) == 3
assert negate(1) == -1
assert lines == ["add", "negate"]
