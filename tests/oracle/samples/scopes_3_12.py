# Programs whose names are hard to place, for Python 3.12 and newer. Compared with the symtable of every Python that accepts them;
# never run.


def f[T: int, *Ts, **P](x: T) -> T: 
    return T


class C[T: (int, str)](B[T], metaclass=M):
    x: T
    def m[U](self, u: U, d=T) -> T: return U


type A[T: B] = dict[T, A]


type X = Y


class C:
    z = 1
    type X = z
    def f[T: z](self, x: z = z) -> z: pass
    w = [z for _ in z]


def f():
    x = 1
    class C[T]:
        y = x
        def __m[__U](self, __x: __U): return __x


@dec[T]
def f[T](x = T): pass


def o():
    T = 1
    def f[T](): 
        T = 3
        nonlocal_ = T
    class T[T]: T


def f[T](x: T):
    def g(): return T
    class C[S]: 
        def h(self): return S, T, __class__


class C[T]:
    def h(self): return T, super().x
    [T for _ in T]


class C[T](Generic[T]):
    T = 3
    def h(self): return T


def f():
    def g[T](): 
        nonlocal x
        x = T
    x = 1


class K:
    def f(self, x: super): pass
    y: super()
    type X = __class__


def f[**P](a: P.args, *b: int, **c: P.kwargs): return P


def f():
    x = 1
    type A = x
    def g(): return A


class __C[__T: __A](__B, k=__K):
    x: __T
    def m(self): return __T


def f[T](x: [T for q in r], y=[T for q in r]): pass


def f[T: [a for b in c]](): pass
type X = [a for b in c]
type Y[T] = [T for b in T]
class C[T]([b for b in T]): pass


def f[T](a: T) -> U:
    b: T
