# what: Lambdas are numbered within their scope and called through names, arguments and defaults.
def base():
    return 10


add = lambda number: number + base()
pair = (lambda: 1, lambda: 2)


def apply(function, value):
    return function(value)


def local():
    twice = lambda number: 2 * number
    nested = lambda: (lambda: base())
    return twice(4), nested()()


assert add(1) == 11
assert pair[0]() + pair[1]() == 3
assert apply(lambda number: number - base(), 11) == 1
assert local() == (8, 10)
