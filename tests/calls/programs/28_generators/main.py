# what: Calling a generator function is the call; its body calls when it runs.
def numbers(limit):
    for number in range(limit):
        yield prepare(number)


def prepare(number):
    return number + 1


def both(limit):
    yield from numbers(limit)
    yield limit


def total(limit):
    result = 0
    for number in both(limit):
        result += number
    return result


def lazy():
    return numbers(2)


def pull():
    return next(lazy())


assert total(2) == 5
assert pull() == 1
assert sum(prepare(number) for number in numbers(2)) == 5
