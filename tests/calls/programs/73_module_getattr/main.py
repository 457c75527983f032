# what: Names that a module does not have are asked of its __getattr__.
import settings
from settings import depth


def limit():
    return settings.limit


def call():
    return settings.handler()


assert limit() == 10
assert depth == 10
assert call() == "handled"
