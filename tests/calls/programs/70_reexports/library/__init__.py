from . import core
from .core import *
from .core.tokens import split as parse
from .core.reader import read as run

__all__ = ["parse", "Reader", "run"]
