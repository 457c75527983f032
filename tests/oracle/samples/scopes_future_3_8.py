# Annotations that are only text, for Python 3.8 and newer. Compared with symtable; never run.
from __future__ import annotations
a: int = 1
def f(x: y) -> z:
    b: w
class C:
    d: e
