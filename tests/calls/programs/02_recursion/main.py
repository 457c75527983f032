# what: A function calls itself, and two call each other.
def factorial(number):
    return 1 if number < 2 else number * factorial(number - 1)


def is_even(number):
    return True if number == 0 else is_odd(number - 1)


def is_odd(number):
    return False if number == 0 else is_even(number - 1)


def walk(tree):
    total = tree["value"]
    for child in tree["children"]:
        total += walk(child)
    return total


assert factorial(4) == 24
assert is_even(4)
leaf = {"value": 2, "children": []}
assert walk({"value": 1, "children": [leaf, leaf]}) == 5
