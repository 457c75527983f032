"""What stands behind `tee` is there still when code that is not seen has walked the other copy."""
from itertools import tee


def first(rows):
    for row in rows:
        return row
    return None


def total(rows):
    ahead, rows = tee(rows)
    unit = first(ahead)
    found = []
    for row in rows:
        found.append([row, unit])
    return found


total(iter([[1], [2], [3]]))
doubled = map(list, [[1], [2]])
first(doubled)
left = list(doubled)
