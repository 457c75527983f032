# what: A class decorates functions; calling the name calls __call__ of the instance.
class Counted:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *arguments):
        self.calls += 1
        return self.function(*arguments)


@Counted
def area(width, height):
    return width * height


def measure():
    return area(2, 3)


assert measure() == 6
assert area.calls == 1
