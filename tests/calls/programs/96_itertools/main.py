# what: Functions of itertools, iter with a sentinel and defaultdict call what they are given.
import collections
import itertools


def add(left, right):
    return left + right


def is_small(number):
    return number < 3


def multiply(left, right):
    return left * right


class Source:
    def __init__(self, items):
        self.items = items

    def read(self):
        return self.items.pop()


def running(numbers):
    return list(itertools.accumulate(numbers, add))


def small(numbers):
    return list(itertools.takewhile(is_small, numbers))


def products(pairs):
    return list(itertools.starmap(multiply, pairs))


def until_zero():
    source = Source([0, 2, 1])
    return list(iter(source.read, 0))


def wrapped(numbers):
    return [source.read() for source in map(Source, numbers)]


def group(words):
    groups = collections.defaultdict(lambda: new_group())
    for word in words:
        groups[word[0]].append(word)
    return dict(groups)


def new_group():
    return []


assert running([1, 2]) == [1, 3]
assert small([1, 5]) == [1]
assert products([(2, 3)]) == [6]
assert until_zero() == [1, 2]
assert wrapped([[4]]) == [4]
assert group(["a", "ab"]) == {"a": ["a", "ab"]}
