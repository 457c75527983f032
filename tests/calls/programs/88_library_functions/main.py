# what: Which library functions are called, through modules, names and other names.
import math
import os.path
import shutil as files
from collections import OrderedDict
from json import dumps as to_text
from os import path as places


def join(left, right):
    return os.path.join(left, right)


def base(name):
    return places.basename(name)


def root(number):
    return math.sqrt(number)


def text(value):
    return to_text(value)


def find(name):
    return files.which(name, path="")


def ordered():
    return list(OrderedDict(a=1))


def apply(function, value):
    return function(value)


def items():
    result = []
    result.append(len("abc"))
    result.extend([max(1, 2)])
    return result


assert base(join("a", "b")) == "b"
assert root(4) == 2
assert text([1]) == "[1]"
assert find("x") is None
assert ordered() == ["a"]
assert apply(abs, -1) == 1 and apply(math.floor, 1.5) == 1
assert items() == [3, 2]
