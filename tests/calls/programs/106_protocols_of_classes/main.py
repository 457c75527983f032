# what: A metaclass says what iterating, measuring, subscripting and isinstance do with its classes.
def prepared(name):
    return {}


class Kinds(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        return prepared(name)

    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        cls.known = []

    def __iter__(cls):
        return iter(cls.known)

    def __len__(cls):
        return len(cls.known)

    def __getitem__(cls, index):
        return cls.known[index]

    def __instancecheck__(cls, instance):
        return cls.accepts(instance)

    def accepts(cls, instance):
        return instance == 1


class Ones(metaclass=Kinds):
    pass


def add(number):
    Ones.known.append(number)


def all_of_them():
    return [each for each in Ones]


def counted():
    return len(Ones)


def first():
    return Ones[0]


def is_one(number):
    return isinstance(number, Ones)


add(1)
assert all_of_them() == [1]
assert counted() == 1 and first() == 1
assert is_one(1) and not is_one(2)
