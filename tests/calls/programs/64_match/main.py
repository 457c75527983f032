# what: Arms of a match call functions; a class pattern reads the properties that it names.
class Circle:
    def __init__(self, radius):
        self.radius = radius

    @property
    def diameter(self):
        return 2 * self.radius


class Square:
    __match_args__ = ("side",)

    def __init__(self, side):
        self.side = side


def is_large(number):
    return number > 10


def round_thing(size):
    return "round " + str(size)


def square_thing(size):
    return "square " + str(size)


def other_thing():
    return "other"


def describe(shape):
    match shape:
        case Circle(diameter=size):
            return round_thing(size)
        case Square(side) if is_large(side):
            return square_thing(side)
        case _:
            return other_thing()


def command(words):
    match words:
        case ["go", name]:
            return round_thing(name)
        case {"stop": _}:
            return other_thing()


assert describe(Circle(1)) == "round 2"
assert describe(Square(11)) == "square 11"
assert describe(Square(1)) == "other"
assert command(["go", "a"]) == "round a"
assert command({"stop": 1}) == "other"
