# what: Members of an enum are made by its __init__ while the class is made, and have methods.
import enum


def ratio(mass, radius):
    return mass / radius


class Planet(enum.Enum):
    EARTH = (6, 3)
    MARS = (1, 2)

    def __init__(self, mass, radius):
        self.density = ratio(mass, radius)

    def heavier(self):
        return self.density > Planet.MARS.density


class Color(enum.Enum):
    RED = "r"
    GREEN = "g"

    @classmethod
    def _missing_(cls, value):
        return cls.parse(value)

    @staticmethod
    def parse(text):
        return Color.RED if text.startswith("r") else None

    @property
    def short(self):
        return self.value


def lookup():
    return Color("red").short


def main():
    return Planet.EARTH.heavier(), [color.short for color in Color]


assert lookup() == "r"
assert main() == (True, ["r", "g"])
