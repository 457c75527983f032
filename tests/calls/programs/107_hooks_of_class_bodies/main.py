# what: Making a class calls __init_subclass__ with keywords and __set_name__; a subscript __class_getitem__.
registry = {}


def column_name(name):
    return "_" + name


def register(label, cls):
    registry[label] = cls


class Base:
    def __init_subclass__(cls, label=None, **options):
        super().__init_subclass__(**options)
        register(label, cls)

    def __class_getitem__(cls, item):
        return described(item)


class Column:
    def __set_name__(self, owner, name):
        self.name = column_name(name)

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return self.read(instance)

    def __set__(self, instance, value):
        instance.__dict__[self.name] = value

    def read(self, instance):
        return instance.__dict__[self.name]


class Row(Base, label="row"):
    width = Column()


def described(item):
    return "of " + item


def make(label):
    row = registry[label]()
    row.width = 3
    return row.width


def subscript():
    return Row["text"]


assert make("row") == 3
assert subscript() == "of text"
