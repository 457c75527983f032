from .heat import warm
from . import heat


def bake(what):
    heat.prepare()
    return warm(what)
