# what: Callbacks are gathered on self, in a list and a dict of lists, and called later.
from events import Bus, Timer


class Screen:
    def __init__(self, bus):
        self.shown = []
        bus.subscribe("draw", self.draw)
        bus.subscribe("clear", lambda value: self.clear())

    def draw(self, value):
        self.shown.append(value)

    def clear(self):
        self.shown.clear()


def log(value):
    return None


def main():
    bus = Bus()
    screen = Screen(bus)
    bus.subscribe("draw", log)
    bus.publish("draw", 1)
    bus.publish("clear", None)
    timer = Timer(bus)
    timer.add(screen.clear)
    timer.fire()
    return screen.shown


assert main() == []
