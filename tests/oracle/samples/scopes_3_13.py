# Programs whose names are hard to place, for Python 3.13 and newer. Compared with the symtable of every Python that accepts them;
# never run.


def f[T=int, *Ts=U, **P=V](x): pass


def o():
    y = 1
    class C:
        y = 2
        z = 3
        global g
        g = 1
        type X = (y, z, g, w)
        def f[T: (y, z, g)](self, q: y = y) -> z: return y
        a: y
        [y for _ in z]
        type Z = [y for _ in z]
        type W = (lambda: (y, z))


class C[T=int]:
    def m[U=T](self): pass


type L[T, U=T] = lambda: T


class O:
    class __C[__T: __A = __D](__B, k=__K):
        x: __T
        def m[__U: __V](self, a: __U = __W) -> __X: return __T, __U
    @__dec
    class __E(__B): pass
    @__dec
    def __f[__T](a: __T): pass
    type __G[__T] = (__T, __H)


class O:
    class C[__T](__B, k=(lambda: __K), l=[__T for __x in y]):
        pass


class C:
    type X = [[__class__ for x in y] for z in y]
