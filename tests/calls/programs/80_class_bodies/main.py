# what: A class body runs in the module: it calls functions, loops, and decorates methods with its own.
def prefix():
    return "get_"


def checked(function):
    def check(self):
        return function(self)
    return check


class Config:
    name = prefix() + "name"
    sizes = [len(each) for each in ("a", "bb")]

    def local_decorator(function):
        def traced(self):
            return function(self) + 1
        return traced

    @local_decorator
    def value(self):
        return 1

    @checked
    def other(self):
        return self.value()

    pick = (lambda self: self.other())


def use():
    config = Config()
    return config.pick()


assert use() == 2
assert Config.name == "get_name"
