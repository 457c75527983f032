# `global` at the top of a module, for Python 3.8 and newer. Compared with symtable; never run.
global q
q = 1
def f(): return q
