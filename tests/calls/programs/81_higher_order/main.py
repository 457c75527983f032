# what: Functions take functions that take functions; lambdas reach them through two levels.
def fold(function, items, start):
    result = start
    for item in items:
        result = function(result, item)
    return result


def pipe(*functions):
    return lambda value: fold(lambda result, function: function(result), functions, value)


def increase(number):
    return number + 1


def square(number):
    return number * number


def curry(function):
    return lambda left: lambda right: function(left, right)


def subtract(left, right):
    return left - right


steps = pipe(increase, square)
assert steps(2) == 9
assert curry(subtract)(5)(3) == 2
