# what: Methods are called on attributes of attributes and on what other methods give back.
class Engine:
    def start(self):
        return self

    def speed(self):
        return 3


class Car:
    def __init__(self):
        self.engine = Engine()
        self.wheels = [Wheel(number) for number in range(2)]

    def go(self):
        return self.engine.start().speed() + self.wheels[0].turn()


class Wheel:
    def __init__(self, number):
        self.number = number

    def turn(self):
        return self.number


class Garage:
    def __init__(self):
        self.cars = {"a": Car()}

    def first(self):
        return next(iter(self.cars.values()))


def use():
    garage = Garage()
    return garage.cars["a"].go() + garage.first().wheels[1].turn()


assert use() == 4
