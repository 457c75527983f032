# Programs whose names are hard to place, for Python 3.10 and newer. Compared with the symtable of every Python that accepts them;
# never run.


def f():
    try: pass
    except E as e: pass
    match s:
        case {"a": x, **r}: pass
        case [p, *q]: pass
        case K(u, v=w) as t: pass
        case _: pass


@(lambda: 0)
def f(a=lambda: 1): lambda: 7


@(lambda: 0)
class C((lambda: 1), k=lambda: 2): lambda: 7


match (lambda: 0):
    case x if (lambda: 1): lambda: 2
    case 3 if (lambda: 4): pass


import a
if a:
    b: int
for i in a:
    c: int
try:
    d: int
finally: pass
with a:
    e: int
match a:
    case 1: f: int


@x.setter
def f(): pass
@(y := z)
class D: pass


class A:
    @property
    def f(self): pass
    @lambda x: x
    async def g(self): pass
x = f(
   y for y in z)
w = f(a, 
   (y for y in z))
f(
 a)(
   y for y in z)
