# what: A mixin calls methods that only the class it is mixed into has.
class Comparable:
    def larger(self, other):
        return self.value() > other.value()


class Named:
    def title(self):
        return self.name().title()


class City(Named, Comparable):
    def __init__(self, people):
        self.people = people

    def value(self):
        return self.people

    def name(self):
        return "a city"


def compare():
    return City(2).larger(City(1)), City(3).title()


assert compare() == (True, "A City")
