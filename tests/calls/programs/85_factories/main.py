# what: Classes are values: in a dict, as an argument, from a function, under another name.
class Wolf:
    def __init__(self):
        self.sound = "howl"

    def speak(self):
        return self.sound


class Sheep:
    def __init__(self):
        self.sound = "baa"

    def speak(self):
        return self.sound + self.sound


KINDS = {"wolf": Wolf, "sheep": Sheep}
Animal = Wolf


def make(kind):
    return KINDS[kind]()


def build(cls):
    return cls()


def class_for(wild):
    if wild:
        return Wolf
    return Sheep


def aliased():
    return Animal().speak()


def made():
    return make("wolf").speak() + make("sheep").speak()


def built():
    return build(Sheep).speak()


def chosen():
    return [class_for(wild)().speak() for wild in (True, False)]


assert aliased() == "howl"
assert made() == "howlbaabaa"
assert built() == "baabaa"
assert chosen() == ["howl", "baabaa"]
