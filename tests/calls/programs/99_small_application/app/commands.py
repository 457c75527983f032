ALL = {}


def command(cls):
    ALL[cls.__name__.lower()] = cls
    return cls


class Command:
    def __init__(self, store, changed):
        self.store = store
        self.changed = changed

    def run(self, *arguments):
        return self.execute(*arguments) or "ok"


@command
class Put(Command):
    def execute(self, key, value):
        self.store.put(key, value)
        self.changed(key)


@command
class Get(Command):
    def execute(self, key):
        return self.store.get(key)
