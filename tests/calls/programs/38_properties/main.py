# what: Reading, setting and deleting a property calls its functions.
class Room:
    def __init__(self, width):
        self.width = width

    @property
    def width(self):
        return self._width

    @width.setter
    def width(self, value):
        self._width = checked(value)

    @width.deleter
    def width(self):
        self._width = 0

    @property
    def area(self):
        return self.width * self.width


class Hall(Room):
    @property
    def width(self):
        return 100

    @width.setter
    def width(self, value):
        pass


def checked(value):
    return abs(value)


def measure():
    return Room(-2).area


def clear():
    room = Room(3)
    del room.width
    room.width += 4
    return room.width


def hall():
    return Hall(1).area


assert measure() == 4
assert clear() == 4
assert hall() == 10000
