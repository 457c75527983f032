# what: send, throw and close go to a generator that was made elsewhere; a pipeline of generators calls.
def averager():
    total, count = 0, 0
    average = None
    try:
        while True:
            value = yield average
            total, count = update(total, count, value)
            average = total / count
    finally:
        finished()


def update(total, count, value):
    return total + value, count + 1


ended = []


def finished():
    ended.append(True)


def use():
    steps = averager()
    next(steps)
    steps.send(2)
    average = steps.send(4)
    steps.close()
    return average


def read(lines):
    for line in lines:
        yield clean(line)


def clean(line):
    return line.strip()


def wanted(lines):
    return (line for line in lines if is_wanted(line))


def is_wanted(line):
    return bool(line)


assert use() == 3
assert ended == [True]
assert list(wanted(read([" a ", " "]))) == ["a"]
