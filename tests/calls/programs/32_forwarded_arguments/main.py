# what: Functions reach the one that calls them through *args and **kwargs.
def call(function, *arguments, **keywords):
    return function(*arguments, **keywords)


def indirectly(*arguments, **keywords):
    return call(*arguments, **keywords)


def invoke(options):
    return options["handler"](options["value"])


def with_options(**options):
    return invoke(options)


def last_of(*functions):
    return functions[-1]()


def add(left, right):
    return left + right


def show(value):
    return str(value)


def one():
    return 1


def two():
    return 2


assert call(add, 1, right=2) == 3
assert indirectly(show, 3) == "3"
assert with_options(handler=show, value=4) == "4"
assert last_of(one, two) == 2
assert call(*[one]) == 1
assert call(**{"function": two}) == 2
