# what: Operators call the methods of the left side, in place ones where they exist, reflected ones else.
class Money:
    def __init__(self, amount):
        self.amount = amount

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.amount + other.amount)

    def __radd__(self, other):
        return Money(other + self.amount)

    def __mul__(self, factor):
        return Money(self.amount * factor)

    def __neg__(self):
        return Money(-self.amount)


class Purse:
    def __init__(self):
        self.coins = []

    def __iadd__(self, coin):
        self.coins.append(coin)
        return self

    def __matmul__(self, other):
        return self.coins + other.coins


def add():
    return (Money(1) + Money(2)).amount


def add_reflected():
    return (5 + Money(2)).amount


def total():
    return sum([Money(1), Money(2)]).amount


def double():
    money = Money(4)
    money *= 2
    return (-money).amount


def collect():
    purse = Purse()
    purse += 1
    return purse @ purse


assert add() == 3
assert add_reflected() == 7
assert total() == 3
assert double() == -8
assert collect() == [1, 1]
