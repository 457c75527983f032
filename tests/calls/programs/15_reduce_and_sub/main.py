# what: functools.reduce and re.sub call their functions; cmp_to_key wraps one that sorted calls.
import functools
import re


def add(left, right):
    return left + right


def replacement(match):
    return emphasize(match.group(0))


def emphasize(word):
    return word.upper()


def compare(left, right):
    return left - right


def total(numbers):
    return functools.reduce(add, numbers, 0)


def mark(text):
    return re.sub(r"\bfox\b", replacement, text)


def in_order(numbers):
    return sorted(numbers, key=functools.cmp_to_key(compare))


assert total([1, 2, 3]) == 6
assert mark("the fox") == "the FOX"
assert in_order([2, 1]) == [1, 2]
