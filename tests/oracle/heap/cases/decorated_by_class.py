"""What a decorator makes of a function need not be a function."""


class Counted:
    def __init__(self, function):
        self.function = function
        self.calls = []

    def __call__(self, value):
        self.calls.append(value)
        return self.function(value)


@Counted
def kept(value):
    return [value]


def use():
    calls = kept.calls
    first = kept(calls)
    return first[0] is calls, kept.calls is calls


print(use(), bool(kept))
