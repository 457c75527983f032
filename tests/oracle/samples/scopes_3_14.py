# Programs whose names are hard to place, for Python 3.14 and newer. Compared with the symtable of every Python that accepts them;
# never run.


def f(name, width):
    try:
        return t"a {name!r:{width}} {[n for n in name]} {(lambda: width)()}"
    except A, B:
        pass
def g(name):
    try:
        return name
    except A, B.c:
        return t'{(lambda: name)}'
