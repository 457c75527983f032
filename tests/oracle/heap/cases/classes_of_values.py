"""Classes of values, as keys and by name."""


class Dispatcher:
    table = {}

    def nothing(self, value):
        return value

    table[type(None)] = nothing

    def truth(self, value):
        return value

    table[bool] = truth

    def number(self, value):
        return [value]

    table[type(1)] = number
    table[type("")] = number

    def call(self, value):
        kind = type(value)
        again = value.__class__
        return self.table[kind](self, value), kind is again


def named(values):
    found = []
    for value in values:
        kind = value.__class__
        found.append(kind)
    return found


dispatcher = Dispatcher()
print(dispatcher.call(None), dispatcher.call(True), dispatcher.call(1), dispatcher.call("a"), named([1, "a", None]))
kinds = {type([]): [], type({}): {}, type(2.5): []}
kinds[list].append(1)
print(kinds)
