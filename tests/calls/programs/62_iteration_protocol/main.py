# what: Loops, unpacking, list and sum call __iter__ and __next__; without __iter__ they call __getitem__.
class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left


class Bag:
    def __init__(self, items):
        self.items = items

    def __iter__(self):
        return iter(self.items)

    def __reversed__(self):
        return Countdown(2)


class Letters:
    def __iter__(self):
        yield first_letter()


class Old:
    def __getitem__(self, index):
        if index > 1:
            raise IndexError(index)
        return index


def first_letter():
    return "a"


def loop():
    result = []
    for each in Countdown(2):
        result.append(each)
    return result


def convert():
    return list(Bag([1, 2])), sum(Bag([3]))


def unpack():
    left, right = Bag([1, 2])
    return left, right, *Letters()


def backwards():
    return list(reversed(Bag([])))


def old():
    return [each for each in Old()]


assert loop() == [1, 0]
assert convert() == ([1, 2], 3)
assert unpack() == (1, 2, "a")
assert backwards() == [1, 0]
assert old() == [0, 1]
