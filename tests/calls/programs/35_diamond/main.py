# what: In a diamond a method is looked for in C3 order: the sibling comes before the shared base.
class Top:
    def name(self):
        return "top"

    def only_top(self):
        return self.name()


class Left(Top):
    pass


class Right(Top):
    def name(self):
        return "right"


class Bottom(Left, Right):
    pass


def ask():
    return Bottom().name()


def ask_left():
    return Left().name()


def ask_base():
    return Bottom().only_top()


assert ask() == "right"
assert ask_left() == "top"
assert ask_base() == "right"
