# what: A name holds one function and later another; each call goes to the one it holds then.
def first():
    return 1


def second():
    return 2


def choose(flag):
    if flag:
        chosen = first
    else:
        chosen = second
    return chosen()


def in_turn():
    step = first
    before = step()
    step = second
    return before, step()


alias = first
assert alias() == 1
assert choose(True) == 1 and choose(False) == 2
assert in_turn() == (1, 2)
