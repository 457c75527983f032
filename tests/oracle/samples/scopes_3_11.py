# Programs whose names are hard to place, for Python 3.11 and newer. Compared with the symtable of every Python that accepts them;
# never run.


def f():
    try: pass
    except* E as e: pass
