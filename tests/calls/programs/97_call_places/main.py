# what: Calls stand in every place: conditions, messages, defaults, subscripts, targets, f-strings.
def number():
    return 1


def text():
    return "a"


def is_done(items):
    return len(items) > 1


def box():
    return [0, 1, 2]


def failure():
    return ValueError("no")


def conditions():
    items = []
    while not is_done(items):
        items.append(number())
    if number() > 2 or not text():
        return None
    elif is_done(items):
        return items


def messages():
    try:
        assert number() == 2, text()
    except AssertionError as error:
        return error.args


def with_default(value=number()):
    return value


def subscripts():
    items = box()
    items[number()] = number() + 4
    box()[number()] += number()
    del items[number():number() + 1]
    return items


def formatted():
    return f"{text()}-{number():>{number()}}"


def raising():
    try:
        raise failure() from failure()
    except type(failure()) as error:
        return error.__cause__.args


def named():
    if (found := number()) and (lambda: found)():
        return found


def unpacked():
    return [*box(), *{text(): number(), **dict([(text(), number())])}]


def chosen():
    return text() if number() else None


def printing():
    return number() < number() + 1 < number() + 2, not number(), -number()


assert conditions() == [1, 1]
assert messages() == ("a",)
assert with_default() == 1
assert subscripts() == [0, 2]
assert formatted() == "a-1"
assert raising() == ("no",)
assert named() == 1
assert unpacked() == [0, 1, 2, "a"]
assert chosen() == "a"
assert printing() == (True, False, -1)
