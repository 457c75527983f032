# what: Classes stand in classes and in functions; a class body calls functions.
def default_size():
    return 3


class Tree:
    size = default_size()

    class Node:
        def __init__(self, value):
            self.value = value

        class Error(Exception):
            def __init__(self, node):
                super().__init__(node.value)

        def check(self):
            if self.value < 0:
                raise self.Error(self)
            return self.value

    def make(self, value):
        return self.Node(value)


def make_class(number):
    class Local:
        def get(self):
            return number + default_size()

    return Local


def failing():
    try:
        Tree.Node(-1).check()
    except Tree.Node.Error as error:
        return error.args


assert Tree().make(2).check() == 2
assert make_class(1)().get() == 4
assert failing() == (-1,)
