# what: map and filter call what they are given; the caller of map counts.
def square(number):
    return number * number


def is_odd(number):
    return number % 2 == 1


def multiply(left, right):
    return left * right


def odd_squares(numbers):
    return list(map(square, filter(is_odd, numbers)))


def products(left, right):
    return list(map(multiply, left, right))


assert odd_squares([1, 2, 3]) == [1, 9]
assert products([1, 2], [3, 4]) == [3, 8]
assert list(map(lambda number: square(number) + 1, [2])) == [5]
