# what: Functions travel through unpacking, swaps, slices and conditional expressions.
def one():
    return 1


def two():
    return 2


def three():
    return 3


def pair():
    return two, one


def unpacked():
    first, second = pair()
    first, second = second, first
    return first(), second()


def starred():
    head, *rest = [three, one, two]
    return head(), [each() for each in rest]


def either(flag):
    return (one if flag else three)()


def fallback(function=None):
    return (function or two)()


def with_index():
    for index, function in enumerate((one, three)):
        assert function() == 2 * index + 1


assert unpacked() == (1, 2)
assert starred() == (3, [1, 2])
assert either(True) + either(False) == 4
assert fallback() == 2 and fallback(three) == 3
with_index()
