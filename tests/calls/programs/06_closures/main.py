# what: Inner functions are called through what the outer one gives back; one changes a nonlocal.
def counter(start):
    count = start

    def increase():
        nonlocal count
        count = step(count)
        return count

    def peek():
        return count

    return increase, peek


def step(number):
    return number + 1


def main():
    increase, peek = counter(3)
    increase()
    increase()
    assert peek() == 5


main()
