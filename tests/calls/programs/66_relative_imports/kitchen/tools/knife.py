from .. import board
from ..heat import prepare
from .sharp import slice_up


def cut(what):
    prepare()
    return slice_up(what) + " on " + board()
