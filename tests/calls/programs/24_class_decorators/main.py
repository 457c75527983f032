# what: Functions decorate classes: one gives the class back, one adds a method.
known = []


def register(cls):
    known.append(cls)
    return cls


def with_describe(cls):
    def describe(self):
        return self.name()
    cls.describe = describe
    return cls


@register
class Circle:
    def name(self):
        return "circle"


@with_describe
class Square:
    def name(self):
        return "square"


def names():
    return [cls().name() for cls in known]


assert names() == ["circle"]
assert Square().describe() == "square"
