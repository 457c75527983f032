# what: Making an instance calls the __init__ that the class has or inherits, and its __new__.
class Base:
    def __init__(self, name):
        self.name = normalize(name)


class Inherits(Base):
    pass


class Own(Base):
    def __init__(self):
        self.name = "own"


class Empty:
    pass


class Single:
    instance = None

    def __new__(cls):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance


class Both:
    def __new__(cls, value):
        return super().__new__(cls)

    def __init__(self, value):
        self.value = value


def normalize(name):
    return name.lower()


def inherited():
    return Inherits("A").name


def own():
    return Own().name


def single():
    return Single() is Single()


def both():
    return Both(3).value


def empty():
    return Empty()


assert inherited() == "a"
assert own() == "own"
assert single()
assert both() == 3
assert empty() is not None
