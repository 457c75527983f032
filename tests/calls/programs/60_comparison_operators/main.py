# what: Comparisons, sorting, membership and keys of dicts call the methods of their objects.
class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.number == other.number

    def __lt__(self, other):
        return self.number < other.number

    def __hash__(self):
        return hash(self.key())

    def key(self):
        return self.number


def equal():
    return Version(1) == Version(1)


def different():
    return Version(1) != Version(2)


def ordered():
    return [each.number for each in sorted([Version(2), Version(1)])]


def greater():
    return Version(2) > Version(1)


def member():
    return Version(2) in [Version(1), Version(2)]


def keyed():
    table = {}
    table[Version(1)] = "one"
    table[Version(1)] = "uno"
    return len(table)


assert equal()
assert different()
assert ordered() == [1, 2]
assert greater()
assert member()
assert keyed() == 1
