# what: Functions stored on self are called later, by another method.
class Button:
    def __init__(self, action):
        self.action = action
        self.after = None

    def press(self):
        result = self.action(2)
        if self.after:
            self.after()
        return result


def double(number):
    return 2 * number


pressed = []


def note():
    pressed.append("pressed")


def plain():
    return Button(double).press()


def noted():
    button = Button(lambda number: number - 1)
    button.after = note
    return button.press()


assert plain() == 4
assert noted() == 1
