# what: A metaclass is called where its classes are made, and its __call__ where instances are.
class Registry(type):
    def __new__(mcs, name, bases, namespace):
        cls = super().__new__(mcs, name, bases, namespace)
        return mcs.keep(cls)

    def __call__(cls, *arguments):
        made.append(cls)
        return super().__call__(*arguments)

    @classmethod
    def keep(mcs, cls):
        known.append(cls)
        return cls

    def label(cls):
        return cls.__name__


made = []
known = []


class Model(metaclass=Registry):
    def __init__(self, value):
        self.value = value


def make():
    return Model(3).value


def name():
    return Model.label()


assert make() == 3
assert name() == "Model"
assert made == known == [Model]
