# Annotations that are only text, for Python 3.12 and newer. Compared with symtable; never run.
from __future__ import annotations
def f[T: B](a: T) -> U:
    b: T
class C[T: (lambda: x)](T): pass
type X[T: B] = T
