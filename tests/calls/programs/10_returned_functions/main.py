# what: Functions come back from functions and are called at once, or through two levels.
def red():
    return "red"


def blue():
    return "blue"


def pick_red():
    return red


def pick_blue():
    return blue


def picker(cold):
    return pick_blue if cold else pick_red


def paint(cold):
    return picker(cold)()()


assert pick_red()() == "red"
assert paint(True) == "blue"
assert paint(False) == "red"
