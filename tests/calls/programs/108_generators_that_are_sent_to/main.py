# what: What is sent into a generator is called there; yield from hands on and gives a result.
def accumulate():
    total = 0
    while True:
        function = yield total
        if function is None:
            return finished(total)
        total = function(total)


def outer():
    result = yield from accumulate()
    log.append(result)


def increase(number):
    return number + 1


def double(number):
    return 2 * number


def finished(number):
    return number * 10


def drive():
    generator = outer()
    next(generator)
    first = generator.send(increase)
    second = generator.send(double)
    for each in generator:
        break
    return first, second


def guarded():
    try:
        yield 1
    finally:
        closed()


def closed():
    log.append("closed")


def close():
    generator = guarded()
    next(generator)
    generator.close()


log = []
assert drive() == (1, 2)
close()
assert log == [20, "closed"]
