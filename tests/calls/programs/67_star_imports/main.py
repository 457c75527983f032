# what: A star import brings what __all__ names, or else the names without an underscore; later ones win.
from listed import *
from plain import *


def _secret():
    return "of main"


def use():
    return public(), shared(), _secret(), _named()


assert use() == ("listed", "plain", "of main", "named")
