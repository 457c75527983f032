# what: Nodes call the visitor's method for their kind, and the visitor calls the nodes back.
class Number:
    def __init__(self, value):
        self.value = value

    def accept(self, visitor):
        return visitor.visit_number(self)


class Sum:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def accept(self, visitor):
        return visitor.visit_sum(self)


class Evaluator:
    def visit_number(self, node):
        return node.value

    def visit_sum(self, node):
        return node.left.accept(self) + node.right.accept(self)


class Printer:
    def visit_number(self, node):
        return str(node.value)

    def visit_sum(self, node):
        return node.left.accept(self) + "+" + node.right.accept(self)


def build():
    return Sum(Number(1), Sum(Number(2), Number(3)))


assert build().accept(Evaluator()) == 6
assert build().accept(Printer()) == "1+2+3"
