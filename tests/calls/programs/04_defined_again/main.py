# what: A function is defined twice; calls before the second definition reach the first one.
def version():
    return 1


early = version()


def version():
    return 2


late = version()


class Box:
    def size(self):
        return 1

    def size(self):
        return 2


assert (early, late) == (1, 2)
assert Box().size() == 2
