# what: Bound methods are kept in a variable, a list, a dict and an attribute, and called from there.
class Player:
    def __init__(self):
        self.moves = {"left": self.left, "right": self.right}
        self.default = self.stay

    def left(self):
        return -1

    def right(self):
        return 1

    def stay(self):
        return 0

    def move(self, name):
        return self.moves.get(name, self.default)()


def direct():
    stay = Player().stay
    return stay()


def together():
    player = Player()
    return [each() for each in [player.left, player.right]]


def unbound():
    return Player.left(Player())


assert Player().move("left") == -1
assert Player().move("right") == 1
assert Player().move("up") == 0
assert direct() == 0
assert together() == [-1, 1]
assert unbound() == -1
