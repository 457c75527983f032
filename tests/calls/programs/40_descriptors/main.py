# what: A descriptor's __get__, __set__, __delete__ and __set_name__ are called by who uses the attribute.
class Field:
    def __init__(self, default):
        self.default = default

    def __set_name__(self, owner, name):
        self.name = private(name)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.default)

    def __set__(self, instance, value):
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        del instance.__dict__[self.name]


def private(name):
    return "_" + name


class Point:
    x = Field(0)
    y = Field(1)


def read(point):
    return point.x + point.y


def move(point):
    point.x = 5


def reset(point):
    del point.x


origin = Point()
assert read(origin) == 1
move(origin)
assert read(origin) == 6
reset(origin)
assert read(origin) == 1
