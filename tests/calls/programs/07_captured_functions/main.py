# what: A closure calls functions that it captured from its makers.
def compose(outer, inner):
    def composed(value):
        return outer(inner(value))
    return composed


def double(number):
    return 2 * number


def negate(number):
    return -number


both = compose(negate, double)
assert both(3) == -6
