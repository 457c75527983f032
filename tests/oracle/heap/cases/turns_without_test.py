"""What holds when a loop that tests nothing begins again, and behind a `break` that ends its last turn."""


def count(most):
    turns = 0
    while True:
        turns += 1
        if turns == most:
            raise ValueError(turns)
        continue


def first(items, turns):
    while True:
        for item in items:
            if item:
                break
            if turns:
                break
        else:
            turns += 1
            continue
        break
    return turns


def both(items):
    while True:
        try:
            rows = []
            if not items:
                continue
            rows.append(items.pop())
        finally:
            items = items or [[1]]
        return rows


try:
    count(3)
except ValueError as error:
    print(error)
print(first([0, 1], 2), first([0], 0), both([]), both([[2]]))
