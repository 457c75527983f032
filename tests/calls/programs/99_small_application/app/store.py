from abc import ABC, abstractmethod


class Store(ABC):
    @abstractmethod
    def get(self, key):
        ...

    @abstractmethod
    def put(self, key, value):
        ...


class MemoryStore(Store):
    def __init__(self):
        self._values = {}
        self.audited = 0

    def get(self, key):
        return self._values[key]

    def put(self, key, value):
        self._values[key] = value

    def audit(self, key):
        self.audited += 1
