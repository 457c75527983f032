# what: property() is called with functions, and a property gives a function that is called.
class Sensor:
    def read(self):
        return 20

    def write(self, value):
        self.last = value

    value = property(read, write)

    @property
    def convert(self):
        return to_kelvin


def to_kelvin(celsius):
    return celsius + 273


def use():
    sensor = Sensor()
    sensor.value = 3
    return sensor.convert(sensor.value)


assert use() == 293
