# Programs whose names are hard to place, for Python 3.8 and newer. Compared with the symtable of every Python that accepts them;
# never run.


def f():
    return [x for x in y]


class C:
    z = 1
    a = [x*z for x in z]
    b = (q for q in z)


def f():
    if any((y := x) for x in z):
        return y
    [k := v for v in z]


def f():
    global g
    [g := v for v in z]


[m := v for v in z]


class C:
    def __m(self, __a):
        self.__b = __a
        super().__init__()
        x = __class__
        return lambda: __class__


class C:
    def f(self):
        super
    def g(self):
        def h(): return super().x
        return [super().y for _ in z]


class C:
    __class__ = 3
    def f(self): return __class__


class C:
    x = __class__


def f(a: int, *b: str, c: bool = d, **e: float) -> T:
    v: int = 1
    w: str
    (z): int = 3


class C:
    a: int = 1
    b: str
    if q:
        c: int
    def m(self, x: a) -> b: pass


a: int = 1
if q:
    c: T


def f():
    a.b: int = 3
    c[d]: int
    (e): g = 3


a.b: int = 3
c[d]: int
(e): g = 3


@dec(lambda: q)
class C(B, metaclass=M):
    @dec2
    def f(self, a=b, *, c=lambda: d): pass


def outer():
    x = 1
    class C:
        x = x
        def f(self): return x
    class D:
        nonlocal x
        x = 2
    def g():
        nonlocal x
        x = 3
    def h():
        global x
        x = 4
        def k(): return x


class C:
    global x
    x = 1
    def f(self): return x


def f():
    lambda a=z: a + b
    (i for i in (j for j in k) if i for l in m)
    [i for i in [j for j in k] if [n for n in i]]
    {a: b for a, b in c}
    {a for a in c}


from l import *
import a.b


def f():
    del x
    for y in z: pass
    with a as (b, c): pass
    async def g(): pass
    d += 1


class __C:
    class __D:
        import __m.n
        from q import __r
        def f(): 
            __x = 1
            obj.__y = 2
            f(__k=3)
            global __g
            try: pass
            except E as __e: pass


class C:
    def f(self):
        class D:
            def g(self): return __class__
        return __class__


def f():
    class C:
        def g(self): return __class__
    return C


def f():
    def g():
        return x
    def h():
        global x
        return x
    x = 1


def f(a, b=a, *args, k=b, **kw):
    def g(): return a, args, kw


def f(self, x: [i for i in z], y=[j for j in w]) -> (lambda: q): pass


class C:
    x: [i for i in z] = [j for j in w]


def f():
    x: [i for i in z] = [j for j in w]


x: (lambda: k) = (lambda: w)


async def f():
    return [x async for x in y], (await z for w in v)


class C:
    __slots__ = ()
    def f(self): __class__ = 1; return lambda: __class__


def f():
    [lambda: x for x in y]
    return x


class A:
    [lambda: x for x in y]
    [__class__ for x in y]
    lambda: __class__


if 1:
    def f(): pass
else:
    class f: pass


for x in (lambda: a)(): pass
else: lambda: b
while (lambda: c): lambda: d
x = (lambda: e)[lambda: g]
(lambda: h)[(lambda: i)] = lambda: j


def f(a=lambda: 1, *, b=lambda: 2, c: (lambda: 3) = (lambda: 4), **k: lambda: 5) -> lambda: 6: lambda: 7


{**(lambda: 1), (lambda: 2): (lambda: 3), **(lambda: 4)}


f(*(lambda: 1), a=(lambda: 2), *(lambda: 3), **(lambda: 4))


x = (lambda: 1) if (lambda: 2) else (lambda: 3)


try: lambda: 1
except (lambda: 2): lambda: 3
else: lambda: 4
finally: lambda: 5


{(lambda: 1): (lambda: 2) for x in (lambda: 3) if (lambda: 4)}


f"{lambda_ + (lambda: 1)():{(lambda: 2)}}"


raise (lambda: 1) from (lambda: 2)


x: (lambda: 1) = (lambda: 2)
x += (lambda: 3)
assert (lambda: 4), (lambda: 5)


def f():
    x: (lambda: 1) = (lambda: 2)
    (lambda: 3)[0]: (lambda: 4) = (lambda: 5)


with (lambda: 1) as (lambda: 2)[0], (lambda: 3): pass


def f():
    __debug__
    print(__name__)
    None


class C:
    def f(self):
        __class__ = 3
        super()


class C:
    def f(super):
        super()


def f():
    super()
super()


class C:
    def f(self):
        class D:
            super().x


class C:
    [super().x for x in y]
    super().z


class K:
    b: int
    def f(self): pass


class K:
    if a:
        b: int


class K:
    for z in a:
        def g(self, x: int): pass


def f(x: __class__): pass
class K:
    def f(self, x: __class__ = __class__): return __class__
    y: __class__


class K:
    x = __classdict__
    def f(self): return __classdict__


def f():
    class K:
        def g(self): pass
        def h(self):
            def i(a: b): pass
            class M:
               def n(self, p: q): pass


lambda: (yield)
def f(): yield 1


def f(): return [(lambda: x) for x in y], [x for x in w], x


def f(x): return [(lambda: x) for x in y]


def f(x): return [[lambda: x for z in x] for x in y]


def f(x): return [x for z in y], lambda: [x for q in w]


def f():
    x = 1
    class C:
        a = [x for z in y]
        b = [[x for z in y] for z in y]
        x = 3
        c = [x for z in y]


def f():
    nonlocal_ = 3
    def g():
        nonlocal nonlocal_
        return [nonlocal_ for x in y], [(nonlocal_ := x) for x in y]


def f():
    global gg
    gg = [gg for x in y]


[[x for x in y] for y in z]
[q for q in q]


class C:
    def __f(self): return [self.__g for __h in __i if (__j := 1)]


def f():
    exec("x")
    from a import b
    print(x)
    def g(): return b, x


with a as b.c, d as e[f]: pass
for x.y in z: pass
for q[r] in z: pass
del s.t, u[v], (w, [x])


def f():
    __name__: int
    print(__class__)


class A:
    class B:
        def f(self): return __class__
        x = __class__
    y = lambda self: super().z
    z = [lambda self: super().z for _ in y]
    w = (lambda self: super().z for _ in y)


def f():
    return f"{x!r:{y}} {lambda_} {[z for z in w]}"


class C:
    __x: int = 1
    __y__: int
    def __init__(self, __z, *__a, **__b): self.__w = __import__('__q'); __.x; ___a; __a_; __a__


class _:
    __x = 1
class ___:
    __x = 2
class __A_:
    __x = 2
class _B:
    __x = lambda __q: __r
    import __s.__t as __u, __v.w


def f():
    x: (lambda: q)
    y: [z for w in v]
    (y for y in z)


def f():
    for x in y:
        def g(a: (lambda: x)): pass


class C:
    x = 1
    def f(a: [x for z in x]): pass
    def g(a: (lambda: x)): pass
    b: (lambda: x)


def f(x: (y for y in z)): pass


class C:
    def f(x: (y for y in z)): pass
    [y for y in (lambda: z)]
    q: [y for y in z]


def f():
    super = 1
    class C:
        def g(self):
            [super for x in y]
            (super for x in y)
        [super for x in y]


def f():
    super = 1
    return [super for x in y]


async def f():
    async with a as b: pass


def outer():
    k = 1
    def f():
        [k for k in a]
        [k for z in b]


def outer():
    k = 1
    def f():
        [k for z in b]
        [k for k in a]


def outer():
    k = 1
    def f():
        [k for z in b]
        [(lambda: k) for k in a]


class C:
    [[__class__ for x in y] for z in y]
