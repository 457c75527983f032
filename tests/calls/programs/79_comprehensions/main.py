# what: Calls in comprehensions and generator expressions belong to the function around them.
def rows():
    return [[1, 2], [3]]


def keep(number):
    return number != 2


def twice(number):
    return 2 * number


def flat():
    return [twice(number) for row in rows() for number in row if keep(number)]


def as_dict():
    return {key(number): twice(number) for number in {1, 2}}


def key(number):
    return str(number)


def as_set():
    return {twice(number) for number in (keep(each) for each in range(2))}


def nested():
    return [[twice(cell) for cell in row] for row in rows()]


def late():
    functions = [lambda number=number: twice(number) for number in range(2)]
    return [function() for function in functions]


def anything():
    return any(keep(number) for row in rows() for number in row)


total = sum([twice(number) for number in (1, 2)])

assert flat() == [2, 6]
assert as_dict() == {"1": 2, "2": 4}
assert as_set() == {2}
assert nested() == [[2, 4], [6]]
assert late() == [0, 2]
assert anything() and total == 6
