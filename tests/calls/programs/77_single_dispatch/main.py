# what: functools.singledispatch calls the function registered for the first argument's type.
import functools


@functools.singledispatch
def size(value):
    return default_size(value)


@size.register
def _(value: int):
    return value


@size.register(str)
def _(value):
    return len(value)


@size.register(list)
@size.register(tuple)
def size_of_items(value):
    return sum(size(each) for each in value)


def default_size(value):
    return 0


class Printer:
    @functools.singledispatchmethod
    def show(self, value):
        return "?"

    @show.register
    def show_number(self, value: int):
        return self.digits(value)

    def digits(self, value):
        return str(value)


def show_all():
    printer = Printer()
    return [printer.show(each) for each in (1, None)]


def measure(value):
    return size(value)


assert measure([1, "ab", None, (2,)]) == 5
assert [measure(each) for each in (1, "a", None)] == [1, 1, 0]
assert show_all() == ["1", "?"]
