# what: A descriptor that does not define __set__ gives back a function, which is then called.
class Traced:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        def bound(*arguments):
            return self.function(instance, *arguments)
        return bound


class Shop:
    @Traced
    def price(self, count):
        return count * self.unit()

    def unit(self):
        return 5


def buy():
    return Shop().price(2)


assert buy() == 10
