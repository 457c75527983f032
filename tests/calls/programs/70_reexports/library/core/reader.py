from library.core.tokens import split


class Reader:
    def __init__(self, text):
        self.text = text

    def words(self):
        return split(self.text)


def read(text):
    return Reader(text).words()
