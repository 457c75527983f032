# what: type(self)() and self.__class__() make what the instance is.
class Vector:
    def __init__(self, items):
        self.items = items

    def copy(self):
        return type(self)(list(self.items))

    def empty(self):
        return self.__class__([])


class Sorted(Vector):
    def __init__(self, items):
        super().__init__(sorted(items))


def vectors():
    return Vector([2, 1]).copy().items


def sorteds():
    return Sorted([2, 1]).copy().empty().items


assert vectors() == [2, 1]
assert sorteds() == []
