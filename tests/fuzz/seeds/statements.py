try:
    for i, (a, *b) in pairs:
        a[i] = b.c = d = [x for y in z if y for x in y]
    else:
        a += 1
except* (E, F) as e:
    raise G from e
finally:
    while True:
        if a: break
        elif b: continue
        else: del a, b[0], c.d
assert a, b
import a.b as c, d
from . import *
from ..x import (y as z,)
with open(p): return
