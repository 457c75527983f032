# Programs whose names are hard to place, for Python 3.15 and newer. Compared with the symtable of every Python that accepts them;
# never run.


lazy import a.b
lazy from c import d
x = [*y for y in z]
w = {**y for y in z}
v = {*y for y in z}
u = (*y for y in z)
def f():
    return [*p for p in q if (r := p)], {**p for p in q}
class C:
    k = [*m for m in n]
