# what: Making a subclass calls __init_subclass__ of the base class.
PLUGINS = {}


class Plugin:
    def __init_subclass__(cls, key=None, **keywords):
        super().__init_subclass__(**keywords)
        add(key, cls)

    def run(self):
        return self.work()


def add(key, cls):
    PLUGINS[key] = cls


class Upper(Plugin, key="upper"):
    def work(self):
        return "UPPER"


class Lower(Plugin, key="lower"):
    def work(self):
        return "lower"


def run(key):
    return PLUGINS[key]().run()


assert run("upper") == "UPPER"
assert run("lower") == "lower"
