# what: Methods give back the method to call next; a loop runs them until there is none.
class Scanner:
    def __init__(self, text):
        self.text = text
        self.words = []

    def run(self):
        state = self.start
        while state:
            state = state()
        return self.words

    def start(self):
        return self.word if self.text else self.finish

    def word(self):
        head, _, self.text = self.text.partition(" ")
        self.words.append(head)
        return self.start

    def finish(self):
        return None


def scan(text):
    return Scanner(text).run()


assert scan("a b") == ["a", "b"]
