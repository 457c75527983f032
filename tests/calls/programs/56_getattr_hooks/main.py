# what: Attributes that are missing call __getattr__; setting calls __setattr__; each read calls __getattribute__.
class Proxy:
    def __init__(self, target):
        self.target = target

    def __getattr__(self, name):
        return getattr(self.target, name)


class Recording:
    def __setattr__(self, name, value):
        super().__setattr__(name, clean(value))


class Watched:
    def __getattribute__(self, name):
        seen(name)
        return super().__getattribute__(name)

    def value(self):
        return 1


class Car:
    def drive(self):
        return "driving"


names = []


def seen(name):
    names.append(name)


def clean(value):
    return value.strip()


def drive():
    return Proxy(Car()).drive()


def store():
    recording = Recording()
    recording.text = " a "
    return recording.text


def watch():
    return Watched().value()


assert drive() == "driving"
assert store() == "a"
assert watch() == 1 and names == ["value"]
