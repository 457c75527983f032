# what: super() in one class reaches its sibling in the order of the instance's class.
class Root:
    def setup(self):
        return ["root"]


class Logging(Root):
    def setup(self):
        return ["logging"] + super().setup()


class Caching(Root):
    def setup(self):
        return ["caching"] + super().setup()


class Service(Logging, Caching):
    def setup(self):
        return ["service"] + super().setup()


def start():
    return Service().setup()


assert start() == ["service", "logging", "caching", "root"]
