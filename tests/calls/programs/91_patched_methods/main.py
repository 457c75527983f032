# what: A method of a class is replaced, and one of an instance.
class Door:
    def open(self):
        return "open"

    def close(self):
        return "close"


def creak(door):
    return "creak " + original(door)


def slam():
    return "slam"


original = Door.open
Door.open = creak


def use():
    return Door().open()


def use_instance():
    door = Door()
    door.close = slam
    return door.close()


assert use() == "creak open"
assert use_instance() == "slam"
