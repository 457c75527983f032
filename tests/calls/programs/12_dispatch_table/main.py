# what: A dict maps names to functions; a constant key calls one of them, a variable key any.
def add(left, right):
    return left + right


def subtract(left, right):
    return left - right


def unknown(left, right):
    return None


TABLE = {"+": add, "-": subtract}


def calculate(operator, left, right):
    return TABLE.get(operator, unknown)(left, right)


def sum_of(left, right):
    return TABLE["+"](left, right)


assert calculate("+", 1, 2) == 3
assert calculate("-", 1, 2) == -1
assert calculate("?", 1, 2) is None
assert sum_of(2, 2) == 4
