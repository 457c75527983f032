# what: Methods of an abstract base class are never called where subclasses implement them.
import abc


class Store(abc.ABC):
    @abc.abstractmethod
    def get(self, key):
        ...

    @abc.abstractmethod
    def put(self, key, value):
        """Keeps the value."""

    def copy(self, source, target):
        self.put(target, self.get(source))


class Memory(Store):
    def __init__(self):
        self.values = {}

    def get(self, key):
        return self.values[key]

    def put(self, key, value):
        self.values[key] = value


def fill(store):
    store.put("a", 1)
    store.copy("a", "b")
    return store.get("b")


assert fill(Memory()) == 1
