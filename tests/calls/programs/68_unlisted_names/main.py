# what: A name that __all__ leaves out stays what it was before the star import.
def helper():
    return "main"


def other():
    return "main"


from tools import *

assert helper() == "main"
assert other() == "tools"
