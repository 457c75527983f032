from app import words
from app.words import shout


class Service:
    def answer(self, text):
        return shout(words.upper(text))
