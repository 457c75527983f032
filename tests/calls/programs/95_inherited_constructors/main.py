# what: Classes inherit __new__, class methods that make instances, and the hooks that their __init__ calls.
class Widget:
    def __init__(self, *children):
        self.children = children
        self.build()

    def build(self):
        self.text = ""

    @classmethod
    def of(cls, count):
        return cls(*[cls.child() for _ in range(count)])

    @classmethod
    def child(cls):
        return Leaf()


class Leaf(Widget):
    def build(self):
        self.text = "leaf"


class Row(Widget):
    @classmethod
    def child(cls):
        return super().child()


class Money(float):
    def __new__(cls, text):
        return super().__new__(cls, parse(text))


class Cents(Money):
    def show(self):
        return str(float(self))


def parse(text):
    return float(text)


def row():
    return [child.text for child in Row.of(2).children]


def widget():
    return Widget.of(1).text


def cents():
    return Cents("1.5").show()


assert row() == ["leaf", "leaf"]
assert widget() == ""
assert cents() == "1.5"
