"""What two ways to one container meet, what a dict gives that is walked, and an attribute that a class has, too."""


class Box:
    held = 1

    def __init__(self):
        self.items = []


def first_and_some(rows, at):
    first = rows[0]
    some = rows[at]
    return first, some


def two(rows, at, other):
    some = rows[at]
    another = rows[other]
    return some, another


def walked(table):
    last = None
    for key in table:
        last = key
    return last


def own_walked():
    table = {"a": [1], "b": [2]}
    last = None
    for key in table:
        last = key
    return last


def filled():
    box = Box()
    box.held = []
    held = box.held
    held.append(box.items)
    return box, held


lists = [[1], [2], [3]]
first_and_some(lists, 0)
first_and_some(lists, 1)
two(lists, 0, 1)
two(lists, 2, 2)
walked({"a": [1], "b": [2]})
own_walked()
filled()
