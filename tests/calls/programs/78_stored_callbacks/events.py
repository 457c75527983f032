class Bus:
    def __init__(self):
        self.listeners = {}

    def subscribe(self, topic, listener):
        self.listeners.setdefault(topic, []).append(listener)

    def publish(self, topic, value):
        for listener in self.listeners.get(topic, []):
            listener(value)


class Timer:
    def __init__(self, bus):
        self.bus = bus
        self.pending = []

    def add(self, callback):
        self.pending.append(callback)

    def fire(self):
        while self.pending:
            self.pending.pop()()
