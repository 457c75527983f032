"""Small modules full of `is`: what doppelint says of each comparison is held against what running them answers.

Works on CPython 3.8 and newer: all modules parse and run on each.
"""

import itertools

SETUP = """\
import copy
n, s, b, f = 150, "ab cd", b"ab cd", 1.5
l, t, d, z = [1, [2]], (1, "x", [3]), {"k": [4]}, {5}
class K:
    shared = []
    def m(self): return self
k = K()
"""

LITERALS = """None True False ... 0 1 -5 -6 5 256 257 1000 1024 1025 -1000 10**20 100000000000000000000 1.0 0.0 -0.0 1.5 1.50 2j
'' 'a' '1' 'é' 'ab' 'ab_1' 'a-b' 'b'' b'a' b'ab' b'\\x61' '日' () (1,) (1,2) (1,(2,'a-b')) (0.0,) (-0.0,) (True,)
0x10 16 1_000 'a''b' r'\\d' '\\x61' 1e3 1000.0""".split()
LITERALS = [it for it in LITERALS if it != "'b''"] + ["b''", "'two words'", "'日本'", "b'two words'", "(1, 'two words', 1.5)"]

OPERATORS = """n+150 n*2 150+150 500+500 -n -1000 +n ~n n-n n//1 n**1 n|0 n/1 n%7 f*1 f+0 -f n+f True+0 True&False not_n
s+'' ''+s 'ab'+'cd' 'ab'+'_cd' s*1 s*2 'ab'*3 s%() '%s'%s '%d'%n b+b'' b*1 t+() t*1 l+[] l*1 t+t l+l [0]*3 (1,)+(2,)
z|z z-z s[:] s[0] s[1:] 'ab'[0] 'abc'[1:2] t[:] t[0] t[1] t[2] l[:] l[0] l[1] d['k'] b[0] b[:1] (1,2)[0]""".replace(
    "not_n", "(notn)").split()
OPERATORS = ["not n" if it == "(notn)" else it for it in OPERATORS] + [
    "n if s else f", "n and s", "l or t", "s if n else None", "n == 150", "n in l", "n < 3", "(n, s) == t", "n is None",
]

DISPLAYS = """[] {} set() () [1] {1} {1:2} [[]] (n,) (l,) (n,1) (*l,) (*(),) [*l] {*z} {**d} {'a':l} ([],) ((1,),n)
f'' f'ab' f'{s}' f'a{s}' f'{s}{s}' f'{n}' f'{s!r}' f'{s:>3}' f'a{1}' f'{1}'""".split() + [
    "[x for x in l]", "{x for x in z}", "{x: x for x in z}", "(x for x in l)", "lambda: 0", "lambda x=l: x", "[x for x in ()]",
    "(1, (n, 2))", "(-1, 2)", "(1, -1.5)", "(None, ...)", "(__debug__, 1)",
]

CALLS = """int(n) int('7') int() float(f) float() str(s) str(n) str() bytes(b) bytes() bool(n) complex(2j) tuple(t)
tuple(l) tuple() list(l) list() dict(d) dict() set(z) set() frozenset() frozenset(z) object() bytearray() len(s) len(l) abs(n) abs(f)
max(n,s and 3) min(n,200) max(l,l) sum([n]) sum([],l) round(n) round(f) repr(s) chr(97) chr(300) ord('a') hash(n) iter(l) next(iter(l))
next(iter([]),None) sorted(l[:1]) reversed(l) zip(l) map(str,l) enumerate(l) range(3) slice(1) type(n) type(l) type(None)
id(n)*0 s.strip() s.upper() s.lower() s.replace('q','r') s.split() s.split()[0] s.encode() s.join([s]) ''.join(['a']) s.title()
s.partition(' ') s.format() '{}'.format(n) '{}'.format(s) b.strip() b.decode() l.copy() d.copy() z.copy() l.append(1) l.index(1) d.get('k')
d.get('q') d.get('q',s) d.setdefault('k',l) d.pop('q',None) d.keys() d.items() l.__iter__() t.index(1) t.count(1) copy.copy(l)
copy.copy(t) copy.copy(n) copy.copy(k) copy.deepcopy(l) copy.deepcopy(t) copy.deepcopy(s) copy.copy(s) n.bit_length() f.is_integer() f.hex() n.conjugate()
n.__add__(1) s.__len__() K() k.m() print(end='') isinstance(n,int) callable(n) getattr(k,'m') getattr(k,'shared') getattr(k,'q',None) vars(k) globals() dir(k)[:0]
divmod(n,7) pow(n,2) pow(2,-1) hex(n) format(n,'d') format(s) input and None any(l) all(l) super and 1 memoryview(b) memoryview(b).obj""".split()
CALLS = [it for it in CALLS if it not in ("input", "super", "and", "1")]
CALLS = [it for it in CALLS if it != "max(n,s"] + ["max(n, 3)"]
CALLS = [it for it in CALLS if it.count("(") == it.count(")") and it != "3)"]

ATTRIBUTES = """k.m k.shared K.shared K.m k.__dict__ k.__class__ l.append l.__class__ s.upper s.__class__ n.real n.imag n.numerator f.real
n.__add__ n.__class__ t.index t.__class__ t.__doc__ d.keys z.add K.__name__ K.__dict__ K.__mro__ K.__bases__ len list.append copy.copy K k
int str None.__class__ (1).real (5).bit_length 'a'.upper b''.join d.fromkeys ''.maketrans int.__name__ copy.__name__ l.__len__ s.__doc__
type.__name__ copy K.m.__name__ k.m.__func__ k.m.__self__ f.__class__ b.__class__ z.__class__ d.__class__ True.real True.__class__ ().__class__""".split()

OTHERS = ["None", "1", "300", "'ab cd'", "'a'", "()", "l", "t", "n", "s", "k", "K", "True", "int", "len"]


def matrix(expressions, name):
    """A module for each expression: it is compared with others, in a module's body and in a function's."""
    for number, expression in enumerate(expressions):
        others = [expressions[(number + step) % len(expressions)] for step in (0, 1, 7, 19)]
        others += [OTHERS[(number + step) % len(OTHERS)] for step in (0, 4, 9)]
        lines = ["same = %s" % expression, "other = %s" % expression, "same is other", "same is same"]
        for other in others:
            lines += ["(%s) is (%s)" % (expression, other), "same is not (%s)" % other, "(%s) is same" % other]
        yield "%s_%03d" % (name, number), in_both_places(lines)


def in_both_places(lines):
    setup = SETUP.split("class K")[0].splitlines()[1:]
    inner = ["def run(p, q):"] + ["    " + it for it in setup + lines]
    inner += ["    p is (%s)" % lines[0][7:], "    (%s) is not q" % lines[0][7:], "    p is q", "    p is same"]
    calls = ["run(None, None)", "run([], {})", "run(l, l)", "run(1000, 1000)", "run('ab cd', 'ab cd')", "run((), ())", "run(K, len)"]
    return SETUP + "\n".join(lines + inner + calls) + "\n"


def literal_pairs():
    """Literals with each other: written twice, through names, in two functions, as defaults, in containers."""
    for number, first in enumerate(LITERALS):
        partners = [first] + [LITERALS[(number + step) % len(LITERALS)] for step in (1, 3, 8, 20)]
        lines = []
        for index, second in enumerate(partners):
            lines += [
                "a%d, b%d = %s, %s" % (index, index, first, second),
                "a%d is b%d" % (index, index),
                "(%s) is (%s)" % (first, second),
                "[%s][0] is (%s)" % (first, second),
                "def f%d(x=%s): return x is (%s)" % (index, first, second),
                "f%d()" % index,
                "f%d(b%d)" % (index, index),
                "def g%d(): return %s" % (index, second),
                "g%d() is (%s)" % (index, first),
                "x%d = %s" % (index, first),
                "y%d = %s" % (index, second),
                "x%d is y%d" % (index, index),
                "def h%d():\n    x = %s\n    y = %s\n    x is y\n    x is not (%s)\n    (%s) is y" % (index, first, second, second, first),
                "h%d()" % index,
            ]
        yield "literal_%03d" % number, "\n".join(lines) + "\n"


FLOW = {
    "narrowing": """
def f(p, q=None):
    if p is None:
        p is None
        p is q
        p = []
    p is None
    if q is not None:
        q is None
        p is q
    elif q is None:
        q is not None
    if p == None:
        p is None
    if not p:
        p is None
        p is len
    if isinstance(p, int):
        p is None
        p is True
        p is 5
        p is 's'
    else:
        p is 5
        p is True
    if isinstance(p, object):
        p is None
    if isinstance(p, (str, list)):
        p is None
        p is 'abc'
    if p is 5:
        p is None
        p is 5
    if p is True:
        p is 1
        p is True
class Odd:
    def __eq__(self, other): return True
    def __bool__(self): return False
    __hash__ = None
for p in (None, [], 5, 's', True, 1.5, Odd(), len, (), 'abc', int, 0, ''):
    f(p)
    f(p, p)
    f(p, Odd())
""",
    "abstract": """
import collections.abc, numbers
def f(p):
    if isinstance(p, collections.abc.Hashable):
        p is None
        p is 5
    if isinstance(p, numbers.Number):
        p is 5
        p is True
    if isinstance(p, collections.abc.Sized):
        p is ()
        p is 'a'
    if isinstance(p, type(None)):
        p is None
for p in (None, 5, True, (), 'a', [], {}):
    f(p)
""",
    "loops": """
def f(items):
    last = None
    for x in items:
        fresh = []
        fresh is last
        last is None
        kept = fresh
        kept is fresh
        kept is last
        t = (1, 2)
        t is last
        last = fresh
    last is None
    told = None
    for x in items:
        t = (x, 2)
        t is told
        told = t
    was = None
    for x in items:
        t = (1, 2)
        t is was
        was = t
        c = 'a b'
        c is was
    was = None
    for x in items:
        c = f'a{x}'
        c is was
        g = lambda: x
        g is was
        was = c if x else g
    n = None
    while items:
        n is None
        n = items.pop()
        n is None
f([1, 2, 0])
f([])
f([None])
""",
    "phis": """
def f(p, q):
    a = [] if p else {}
    b = [] if q else {}
    a is b
    c = a if p else a
    c is a
    c is b
    x = 1000 if p else 2000
    y = 1000 if q else 2000
    x is y
    x is a
    x is None
    m = None if p else 1000
    m is None
    m is x
    v = (1,) if p else []
    w = (1,) if q else []
    v is w
    u = p or []
    u is p
    u is None
    r = p and q
    r is p
    r is q
for p in ([], [1], None, 5):
    for q in ([], [1], None, p):
        f(p, q)
""",
    "containers": """
def f(p):
    x, y = [], {}
    l = [x, y, x, p]
    l[0] is x
    l[0] is l[2]
    l[0] is l[1]
    l[3] is p
    l[3] is x
    d = {'a': x, 'b': p, 'c': None}
    d['a'] is l[0]
    d['b'] is p
    d['c'] is None
    d.get('a') is x
    d.get('z') is None
    l.append(p)
    l[-1] is p
    l.insert(0, y)
    l[0] is x
    l[0] is y
    t = (x, 1000, None)
    t[0] is x
    t[1] is 1000
    t[2] is None
    a, b, c = t
    a is x
    c is None
    for i in t:
        i is None
        i is x
    s = l[:]
    s is l
    s[0] is l[0]
    p.append(x)
    p[-1] is x
    d['c'] = 5
    d['c'] is None
    l.clear()
    l is x
f([])
f([[]])
""",
    "aliased": """
def f(p, q):
    p[0] = None
    q[0] = 5
    p[0] is None
    p[0] is q[0]
    p.append(q)
    p[-1] is q
    (v,) = p[:1]
    v is None
    p is q
    h = [p]
    h[0][0] is None
a = [1]
f(a, a)
f([1], [2])
def g(d, e):
    d['k'] = None
    e['k'] = 7
    d['k'] is None
    d.get('k') is None
    d.get('k', 5) is 5
m = {}
g(m, m)
g({}, {})
""",
    "attributes": """
class C:
    kept = []
    none = None
    def __init__(self, v=None):
        self.v = v
        self.v is v
        self.v is None
        self.w = []
        self.w is self.w
        self.w is v
    def load(self): self.v = [1]
    @property
    def p(self): return []
    def look(self):
        if self.v is None:
            self.load()
            self.v is None
        self.v is None
        self.p is self.p
        self.kept is C.kept
        self.none is None
        self.look is self.look
        self.w is self.kept
a, b = C(), C([])
a is b
a.w is b.w
a.kept is b.kept
a.look()
b.look()
a.p is a.p
a is None
a.v is b.v
x = a
x is a
a.w = x.w
a.w is x.w
a.v = None
x.load()
a.v is None
C is C
C is None
C() is C()
C() is None
""",
    "classes": """
class Single:
    it = None
    def __new__(cls):
        if cls.it is None:
            cls.it = object.__new__(cls)
        return cls.it
Single() is Single()
Single() is None
class Nothing:
    def __new__(cls): return None
Nothing() is None
Nothing() is Nothing()
class Meta(type):
    def __call__(cls): return 5
class Five(metaclass=Meta): pass
Five() is 5
Five() is Five()
class Text(str): pass
class Shown:
    def __str__(self): return x
    def __repr__(self): return x
    def __format__(self, spec): return x
x = Text('abc')
str(Shown()) is x
f'{Shown()}' is x
repr(Shown()) is x
x is 'abc'
str(x) is x
x[:] is x
class Self:
    def __copy__(self): return self
    def __deepcopy__(self, memo): return self
    def __add__(self, other): return self
    def __eq__(self, other): return None
    def __iter__(self): return self
    def __next__(self): return self
    def __getitem__(self, key): return self
    def __getattr__(self, name): return self
    def __enter__(self): return self
    def __exit__(self, *a): return None
    def __neg__(self): return self
    def __len__(self): return 3
    def __contains__(self, o): return 5
import copy
y = Self()
copy.copy(y) is y
copy.deepcopy(y) is y
y + 1 is y
(y == 1) is None
(y == 1) is False
(1 in y) is True
iter(y) is y
next(y) is y
y[0] is y
y[1:] is y
y.q is y
-y is y
len(y) is 3
with y as w:
    w is y
    w is None
def deco(o): return y
@deco
def g(): pass
g is y
g is None
@deco
class H: pass
H is y
H is None
def run(v):
    v + 1 is v
    (v == 1) is None
    copy.copy(v) is v
    iter(v) is v
    v[:] is v
    -v is v
    str(v) is v
    v.q is v
    v.q is None
    (v < 1 if v is 5 else 0) is None
run(y)
""",
    "globals": """
A = 1000
B = None
C = []
D = C
A is 1000
B is None
C is D
def change():
    global A, B, C
    A, B, C = [], [], None
C is None
change()
A is 1000
B is None
C is None
C is D
A is B
def look(p):
    A is p
    B is None
    C is D
    D is D
    global E
    E = None
    E is None
    change()
    E is None
    E = p
    E is p
look(D)
look(None)
""",
    "closures": """
def f(p):
    x = []
    y = None
    def g():
        nonlocal y
        x is p
        y is None
        p is p
        y = x
        y is x
        return y
    y is None
    g()
    y is None
    y is x
    z = g() is x
    z is True
    h = lambda v=x: v is x
    h()
    h(None)
    k = [lambda: i for i in range(3)]
    k[0] is k[1]
    k[0]() is 2
    def gen():
        nonlocal y
        y = 5
        yield y is None
        yield y is 5
    list(gen())
    y is None
    return x is f
f([])
f(None)
""",
    "walrus": """
def f(p):
    (x := []) is x
    x is (x := [])
    (y := p) is p
    [z := 1] is z
    (w := (1, p)) is w
    [v := [], v][0] is v
    (lambda: 0) is (g := (lambda: 0))
    g is None
f(None)
f([])
(x := []) is x
x is (x := [])
(y := {}) is y
(i := [j for j in (1, 2)]) is i
class C:
    a = []
    a is a
    a is None
    b = a
    b is a
    x is x
""",
    "unknown": """
def same(x): return x
def other(x): return type(x)(x)
def keep(o, x):
    o.append(x)
def f(p):
    x = [1]
    same(x) is x
    other(x) is x
    same(p) is p
    keep(p, x)
    p[-1] is x
    p[0] is x
    t = (x, 2)
    same(t) is t
    other(t) is t
    s = 'a b'
    same(s) is s
    other(s) is s
    same(None) is None
    g = lambda: 0
    same(g) is g
    same(same) is same
    it = iter(x)
    same(it) is it
    iter(it) is it
    m = x.append
    same(m) is m
    m is m
    e = {}
    e.setdefault('a', x) is x
    e.get('a') is x
    e.pop('a') is x
    sum([], x) is x
    max(x, x) is x
    max([x, [0]]) is x
    (x or p) is x
    x + [] is x
    y = x
    y += [2]
    y is x
    u = t
    u += ()
    u is t
    v = 1000
    v += 0
    v is 1000
    w = s
    w += ''
    w is s
f([])
f([[]])
""",
    "exceptions": """
def f(p):
    x = None
    try:
        x = []
        p()
        x = {}
        x is None
    except TypeError as e:
        x is None
        e is None
        e is x
    except ValueError:
        x is None
    else:
        x is p
    finally:
        x is None
        y = x
        y is x
    x is None
    try:
        p.q
        z = 1000
    except Exception:
        z = None
    z is None
    z is 1000
f(None)
f(list)
def raises(): raise ValueError
f(raises)
""",
    "defaults": """
def f(a, l=[], t=(1, 2), n=None, *r, k=1000, **o):
    l is a
    t is (1, 2)
    n is None
    n is l
    r is ()
    r is t
    k is 1000
    o is l
    o is r
    l is None
    a is 1000
    l is l
    return l
f(1)
f(f(1))
f([], None)
f(1000, [], (1, 2), [], 1, k=1000, z=1)
f(None, r := (3,), r, r, *r)
f(1) is f(1)
f(1) is f(1, [])
g = lambda *a: a
g() is ()
g() is g()
g(*(1, 2)) is (1, 2)
t = (1, [])
g(*t) is t
""",
    "sentinels": """
import enum, types, sys, os
_missing = object()
class Color(enum.Enum):
    red = 1
    crimson = 1
    blue = 2
class Flag(enum.IntEnum):
    a = 1
def f(p=_missing):
    p is _missing
    p is None
    p is Color.red
    p is Flag.a
    p is 1
    p is NotImplemented
    p is ...
f()
f(1)
f(Color.red)
f(Flag.a)
f(...)
_missing is _missing
_missing is object()
Color.red is Color.crimson
Color.red is Color.blue
Color(1) is Color.red
Flag.a is 1
Flag(1) is Flag.a
NotImplemented is NotImplemented
Ellipsis is ...
... is None
type(None) is type(None)
types.FunctionType is type(f)
type(1) is int
type(True) is int
type(f) is type(len)
os.path is sys.modules['posixpath']
os is sys
os is None
int is type(5)
sys.stdin is None
sys.modules is sys.modules
os.sep is '/'
sys.maxsize is sys.maxsize
sys.version_info is sys.version_info
sys.argv is sys.argv
""",
    "generators": """
def gen(p):
    x = []
    got = yield x is p
    x is got
    got is None
    got is p
    y = yield
    y is None
    y is x
    x is x
g = gen(None)
next(g)
g.send([])
h = gen(1)
g is h
g is None
iter(g) is g
e = (i for i in ())
e is e
e is g
async def co():
    pass
c = co()
c is co
c is None
c.close()
d = co()
d is c
d.close()
""",
    "matching_copies": """
import copy
l = [[], (1, 2), ([],), 'a b', 1000, None]
m = copy.copy(l)
n = copy.deepcopy(l)
m is l
n is l
m[0] is l[0]
n[0] is l[0]
n[1] is l[1]
n[2] is l[2]
n[3] is l[3]
n[5] is None
def f(p):
    q = copy.copy(p)
    r = copy.deepcopy(p)
    q is p
    r is p
    q is r
    q[0] is p[0] if p else None
    s = list(p)
    s is p
    s is None
    d = dict(a=p)
    d['a'] is p
    e = {**d}
    e is d
    e['a'] is p
    p[:] is p
    tuple(p) is p
    sorted(p) is p
    list(p) is list(p)
f([])
f([[], []])
f((1, 2))
f(())
""",
}


def programs():
    """Name and text of each module."""
    families = [literal_pairs()] + [matrix(*it) for it in (
        (OPERATORS, "operators"), (DISPLAYS, "displays"), (CALLS, "calls"), (ATTRIBUTES, "attributes"))]
    families.append(("flow_" + name, text.lstrip()) for name, text in sorted(FLOW.items()))
    return list(itertools.chain(*families))
