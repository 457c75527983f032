# Programs whose names are hard to place, for Python 3.8 to 3.13. Compared with the symtable of every Python that accepts them;
# never run.


def f(x: (yield_ := 3)): pass
