# what: Static and class methods are called on classes and instances; cls() makes the class that was asked.
class Shape:
    def __init__(self, size):
        self.size = size

    @classmethod
    def unit(cls):
        return cls(cls.default())

    @staticmethod
    def default():
        return 1


class Large(Shape):
    def __init__(self, size):
        super().__init__(10 * size)

    @staticmethod
    def default():
        return 2


def shapes():
    return Shape.unit().size


def larges():
    return Large.unit().size


def through_instance():
    shape = Shape(3)
    return shape.default(), shape.unit().size


assert shapes() == 1
assert larges() == 20
assert through_instance() == (1, 1)
