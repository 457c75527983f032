"""What CPython says of identity: each row a snippet and its outcome from 3.8 to 3.15.

The outcome is that of the snippet's last line, which is an expression. `T` and `F` hold from 3.8 on, or, as in
`F T@14`, from 3.14 on; `-` says that the version has no such thing. A snippet knows the helpers of HELPERS.
Works on CPython 3.8 and newer.
"""

import ast
import sys

HELPERS = '''
import copy, operator

def C(source):
    """The names that a text binds, compiled on its own."""
    names = {}
    exec(compile(source, "<unit>", "exec"), names)
    return names

def pair(first, second):
    """Two functions of one unit that return these."""
    names = C("def f(): return %s\\ndef g(): return %s" % (first, second))
    return names["f"], names["g"]

def merged(first, second=None):
    f, g = pair(first, second or first)
    return f() is g()

def fresh(expression):
    f, _ = pair(expression, "0")
    return f() is not f()

class A:
    def m(self): pass
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(): pass

class Kept:
    pass

big, number, text, raw = int("123456789"), float("1.5"), "".join(["two", " words"]), bytes(bytearray(b"two words"))
items, frozen = tuple([1, [2]]), frozenset([1, 2])
'''

INTEGERS = [
    ("T F@15", "[n for n in range(3000) if int(str(n)) is int(str(n))][-1] == 256"),
    ("F T@15", "[n for n in range(3000) if int(str(n)) is int(str(n))][-1] == 1024"),
    ("T", "[n for n in range(-3000, 1) if int(str(n)) is int(str(n))][0] == -5"),
    ("T", "int('100') + int('28') is int('128')"),
] + [("T", "%s is big" % it) for it in (
    "int(big)", "+big", "abs(big)", "round(big)", "big.real", "big.numerator", "big.conjugate()", "big.__index__()",
    "operator.index(big)", "__import__('math').floor(big)", "copy.copy(big)", "copy.deepcopy(big)", "max(big, 1)",
)] + [("F", "(%s) is big" % it) for it in (
    "big + 0", "big - 0", "big * 1", "big | 0", "big & big", "big ^ 0", "big >> 0", "big << 0", "big // 1",
    "big ** 1", "-(-big)", "sum([big])",
)] + [
    ("T", "int(True) is int('1')"),
    ("T", "bool(1) is True and type(True + 0) is int"),
    ("T", "(True & False) is False and (True | False) is True"),
] + [("T", "%s is number" % it) for it in (
    "float(number)", "+number", "number.real", "number.conjugate()", "copy.copy(number)", "copy.deepcopy(number)",
)] + [("F", "%s is number" % it) for it in (
    "abs(number)", "-(-number)", "number * 1.0", "(number + 0.0)", "round(number, 5)",
)] + [
    ("F", "float() is float()"),
    ("F", "float('0.0') is float('0.0')"),
    ("T", "z = complex('1+2j')\ncomplex(z) is z and +z is z"),
    ("F", "z = complex('1+2j')\nz.conjugate() is z or z * 1 is z"),
    ("T", "type(None)() is None and type(...)() is ... and type(NotImplemented)() is NotImplemented"),
]

SMALL = [("T", "t = tuple([1, 2])\n%s is ()" % it) for it in (
    "tuple()", "tuple([])", "t[:0]", "t * 0", "t[5:]", "(lambda *a: a)()", "(*[],)",
)] + [
    ("F T@11", "tuple(x for x in ()) is ()"),
    ("T F@10", "a = frozenset()\nb = frozenset()\na is b"),
    ("F", "frozenset([1]) - frozenset([1]) is frozenset()"),
] + [("T", "%s is ''" % it) for it in (
    "str()", "text[:0]", "''.join([])", "text * 0", "b''.decode()", "'ab'.strip('ab')",
)] + [("T", "%s is b''" % it) for it in ("bytes()", "raw[:0]", "b''.join([])", "''.encode()")] + [
    ("F", "raw * 0 is b''"),
    ("T", "all(chr(i) is chr(i) for i in range(256))"),
    ("T", "text[0] is chr(116) and text[0:1] is chr(116) and 't w'.split()[0] is chr(116)"),
    ("T", "bytes([65]).decode() is chr(65)"),
    ("F", "chr(0xc9).lower() is chr(0xe9) or chr(0xe9).lower() is chr(0xe9) or chr(97).title() is chr(65)"),
    ("F", "chr(65).lower() is chr(97)"),
    ("T", "import json\njson.loads('\"t\"') is chr(116)"),
    ("T", "import io\nio.StringIO('ab').read(1) is chr(97)"),
    ("T F@11 T@13", "chr(97) is eval(\"'a'\")"),
    ("T F@11 T@13", "'a b'.split()[0] is eval(\"'a'\")"),
    ("T", "chr(233) is eval(\"'\\xe9'\")"),
    ("F", "chr(256) is chr(256)"),
    ("F", "s = ''.join(['\\u65e5', '\\u672c'])\ns[0] is s[0]"),
] + [("F", "n = int('5')\n%s is chr(53)" % it) for it in ("str(n)", "repr(n)", "f'{n}'", "format(n, '')")] + [
    ("T", "n = int('5')\n%s is chr(53)" % it) for it in ("'%d' % n", "'%s' % n", "'{}'.format(n)", "format(n, 'd')")
] + [
    ("T", "bytes([65]) is b'AB'[:1]"),
    ("F", "range(3) is range(3)"),
    ("F", "[] is []"),
    ("F", "{} is {}"),
    ("F", "object() is object()"),
    ("- F@15", "frozendict() is frozendict()"),
    ("- T@15", "d = frozendict(a=[1])\nfrozendict(d) is d and d.copy() is d and copy.copy(d) is d and (d | {}) is d"),
    ("- F@15", "d = frozendict(a=[1])\ncopy.deepcopy(d) is d"),
]

CONSTANTS = [("T", "merged(%r)" % it) for it in (
    "1000", "1.5", "2j", "'hello world'", "b'two words'", "(1, 2)", "(1, (2, 'a b'))", "-1000", "-1.5", "10**9",
)] + [
    ("T", "n = C('def f(a=1000): return a\\nclass K:\\n def g(self): return 1000')\nn['f']() is n['K']().g()"),
    ("T", "f, g = pair('(1000, 2)', '1000')\nf()[0] is g()"),
    ("T", "import marshal\nn = {}\n"
          "exec(marshal.loads(marshal.dumps(compile('def f(): return 1000\\ndef g(): return 1000', '', 'exec'))), n)\n"
          "n['f']() is n['g']()"),
] + [("F", "C(%r)['x'] is C(%r)['x']" % (it, it)) for it in (
    "x=5000", "x=1.5", "x=b'ab'", "x=(1, 2)", "x='hello world q'", "x='a-b'", "x='\xe9_x'",
)] + [("T", "C(%r)['x'] is C(%r)['x']" % (it, it)) for it in (
    "x='1abcq'", "x='" + "q" * 5000 + "'", "x='abc'", "x=' '", "x='\xe9'",
    "x=b'a'", "x=''", "x=b''", "x=()",
)] + [
    ("F T@15", "C('x=1000')['x'] is C('x=1000')['x']"),
    ("T", "C(\"x=('1abcq', 1000)\")['x'][0] is C(\"x='1abcq'\")['x']"),
    ("T", "k = Kept()\nsetattr(k, ''.join(['foo', '_baz']), 1)\nlist(vars(k))[0] is C(\"x='foo_baz'\")['x']"),
    ("F", "import json\nlist(json.loads('{\"foo_bar\": 1}'))[0] is C(\"x='foo_bar'\")['x']"),
    ("F", "'foo_bar other'.split()[0] is C(\"x='foo_bar'\")['x']"),
    ("F", "''.join(['foo', '_bar']) is C(\"x='foo_bar'\")['x']"),
    ("T", "import json\na = json.loads('[{\"k k\":1},{\"k k\":2}]')\nlist(a[0])[0] is list(a[1])[0]"),
    ("T", "import sys\nsys.intern(''.join(['never', ' seen'])) is sys.intern(''.join(['never', ' seen']))"),
] + [("F", "merged(%r, %r)" % it) for it in (
    ("0.0", "-0.0"), ("1", "1.0"), ("1", "True"), ("(1,)", "(True,)"), ("(0.0,)", "(-0.0,)"), ("'a b'", "b'a b'"),
    ("0j", "-0j"),
)] + [("F", "fresh(%r)" % it) for it in ("(1, 2)", "f'abc'", "500 + 500", "'ab' + ' cd'")] + [
    ("T", "fresh(%r)" % it) for it in (
        "(big, 2)".replace("big", "f"), "(1, [])", "[]", "[1, 2, 3]", "{}", "{1: 2}", "{1, 2, 3}", "lambda: 0",
        "[x for x in ()]", "{x for x in ()}", "{x: 0 for x in ()}", "(x for x in ())", "f'a{1}'", "f'{1}b'",
        "f'a{\"b\"}'", "[*()]", "{**{}}", "f'a{\"\"}'",
    )
] + [
    ("- T@14", "fresh('t\"ab\"')"),
    ("T", "merged('500 + 500', '1000')"),
    ("T", "merged('-1000', '-1000')"),
    ("T", "merged(\"'ab' + ' cd'\", \"'ab cd'\")"),
    ("T", "merged('(1,) + (2,)', '(1, 2)')"),
    ("T", "C(\"x='ab'*3\")['x'] is C(\"x='ababab'\")['x']"),
    ("T", "not fresh(\"'x y' * 1365\")"),
    ("F", "not fresh(\"'x y' * 1366\")"),
    ("T", "not fresh('(7, 8) * 128')"),
    ("F", "not fresh('(7, 8) * 129')"),
    ("T", "not fresh('2 ** 64')"),
    ("F", "not fresh('2 ** 128')"),
    ("T", "not fresh('1 << 127')"),
    ("F", "not fresh('1 << 128')"),
    ("T", "not fresh(repr(tuple(range(1000, 2000))))"),
    ("F T@14", "not fresh(\"'abc def'[1:5]\")"),
    ("F T@14", "not fresh('(1000, 2000, 3000)[1:]')"),
    ("F T@14", "f, _ = pair('0', '0')\nclass G:\n __getitem__ = lambda self, key: key\n"
               "f = C('def f(x): return x[1:2]')['f']\nf(G()) is f(G())"),
    ("T", "(1, 2) in C('def f(x): return x in [1, 2]')['f'].__code__.co_consts"),
    ("T", "frozenset([1, 2]) in C('def f(x): return x in {1, 2}')['f'].__code__.co_consts"),
    ("T", "mk = C('def mk():\\n def f(a=[]): pass\\n return f')['mk']\n"
          "mk() is not mk() and mk().__code__ is mk().__code__ and mk().__defaults__[0] is not mk().__defaults__[0]"),
    ("F T@12", "import sys\nsys.getrefcount(None) > 1 << 28"),
] + [("T", "warns(%r)" % it) for it in ("x is 1", "x is 'a'", "x is b'a'", "x is 1.5", "x is 1j", "x is ()", "x is (1, 2)")] + [
    ("F", "warns(%r)" % it) for it in ("x is None", "x is ...", "x is True", "x is []", "x is {}", "x is f'a{x}'")
]

WARNS = '''
def warns(source):
    import warnings
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, "<unit>", "exec")
    return any("with" in str(it.message) and "literal" in str(it.message) for it in caught)
'''

SELVES = [("T", "(%s) is text" % it) for it in (
    "str(text)", "text[:]", "text[0:]", "text[::1]", "text[0:len(text)]", "text + ''", "'' + text", "text * 1",
    "1 * text", "text.strip()", "text.lstrip()", "text.rstrip()", "text.replace('zz', 'y')", "text.replace('t', 't')",
    "text.expandtabs()", "text.zfill(0)", "text.ljust(0)", "text.rjust(0)", "text.center(0)", "''.join([text])",
    "'-'.join((text,))", "'-'.join(iter([text]))", "text.split('zz')[0]", "text.rsplit('zz')[0]",
    "text.splitlines()[0]", "text.partition('zz')[0]", "text.rpartition('zz')[2]", "text.format()",
    "'{}'.format(text)", "'{:s}'.format(text)", "'%s' % text", "'%s' % (text,)", "text % ()", "f'{text}'",
    "f'{text!s}'", "f'{text:s}'", "format(text)", "str.__new__(str, text)", "copy.copy(text)", "copy.deepcopy(text)",
    "__import__('os').fspath(text)", "__import__('os').fsdecode(text)", "__import__('re').sub('zz', 'y', text)",
    "__import__('re').match('.*', text).group(0)", "__import__('re').match('.', text).string",
    "__import__('unicodedata').normalize('NFC', text)", "__import__('html').escape(text)",
    "__import__('html').unescape(text)", "__import__('os').path.expanduser(text)",
    "__import__('os').path.expandvars(text)", "__import__('os').path.normcase(text)",
    "__import__('os').path.basename(text)",
)] + [
    ("- T@9", "text.removeprefix('zz') is text and text.removesuffix('zz') is text"),
    ("T F@11", "import os\nos.path.normpath(text) is text"),
] + [("F", "(%s) is text" % it) for it in (
    "text.lower()", "text.upper().lower()", "text.swapcase().swapcase()", "text.casefold()", "text.translate({})",
    "text.encode().decode()", "''.join([text, ''])", "f'{text}{\"\"}'", "text.split(None, 0)[0]",
    "text[::-1][::-1]", "repr(text)[1:-1]",
)] + [
    ("T", "class S(str): pass\nx = S('ab cd')\ntype(str(x)) is type(x[:]) is type(x.strip()) is str"),
] + [("T", "(%s) is raw" % it) for it in (
    "bytes(raw)", "raw[:]", "raw + b''", "b'' + raw", "raw * 1", "raw.strip()", "raw.replace(b'zz', b'y')",
    "raw.translate(None)", "b''.join([raw])", "raw.split(b'zz')[0]", "memoryview(raw).obj",
)] + [("F", "(%s) is raw" % it) for it in (
    "raw.expandtabs()", "b'%s' % raw", "bytes(memoryview(raw))", "memoryview(raw).tobytes()", "raw.lower()",
)] + [("T", "(%s) is items" % it) for it in (
    "tuple(items)", "items[:]", "items[0:len(items)]", "items[::1]", "items + ()", "() + items", "items * 1",
    "copy.copy(items)",
)] + [
    ("T", "t = (1, 'a', (2, None))\ncopy.deepcopy(t) is t"),
    ("F", "copy.deepcopy(items) is items"),
] + [("F", "(%s) is items" % it) for it in (
    "(*items,)", "(lambda *a: a)(*items)", "tuple(list(items))", "items[::-1][::-1]",
)] + [
    ("F", "import collections\nn = collections.namedtuple('N', 'a b')(1, 2)\ntuple(n) is n or copy.copy(n) is n"),
] + [("T", "(%s) is frozen" % it) for it in ("frozenset(frozen)", "frozen.copy()", "copy.copy(frozen)")] + [
    ("F", "(%s) is frozen" % it) for it in (
        "frozen | frozen", "frozen & frozen", "frozen - frozenset()", "frozen.union()", "copy.deepcopy(frozen)",
    )
] + [
    ("F", "class S(frozenset): pass\nx = S([1])\nfrozenset(x) is x or x.copy() is x"),
    ("F", "r = range(3)\nr[:] is r"),
    ("T", "r = range(3)\ncopy.copy(r) is r"),
    ("F T@10", "r = range(3)\ncopy.deepcopy(r) is r"),
    ("T", "s = slice(3)\ncopy.copy(s) is s"),
    ("F", "s = slice(3)\ncopy.deepcopy(s) is s"),
    ("T", "import decimal\nd = decimal.Decimal('1.5')\ndecimal.Decimal(d) is d and copy.copy(d) is d"),
    ("F", "import decimal\nd = decimal.Decimal('1.5')\n+d is d"),
    ("F", "import fractions\nf = fractions.Fraction(1, 3)\nfractions.Fraction(f) is f"),
    ("T", "import fractions\nf = fractions.Fraction(1, 3)\ncopy.copy(f) is f"),
    ("F", "import datetime\nd = datetime.date(2020, 1, 2)\ncopy.copy(d) is d or copy.deepcopy(d) is d"),
    ("F", "import datetime\nd = datetime.date(2020, 1, 2)\nd + datetime.timedelta(0) is d"),
    ("F", "import pathlib\np = pathlib.PurePath('a/b')\npathlib.PurePath(p) is p"),
    ("T", "import pathlib\np = pathlib.PurePath('a/b')\nstr(p) is str(p)"),
    ("F", "import pathlib\np = pathlib.PurePath('a/b')\np.parent is p.parent"),
    ("T F@12", "import pathlib\np = pathlib.PurePath('a/b')\np.parts is p.parts"),
    ("T", "import re\nre.compile('a+') is re.compile('a+') and re.compile(re.compile('a+')) is re.compile('a+')"),
    ("T", "import enum\nclass E(enum.Enum):\n a = 1\nE(1) is E.a and copy.copy(E.a) is E.a and copy.deepcopy(E.a) is E.a"),
    ("T", "import typing\nl = []\ntyping.cast(int, l) is l"),
    ("T", "import typing\ntyping.List[int] is typing.List[int]"),
    ("- F@9", "list[int] is list[int]"),
    ("- F@10", "(int | str) is (int | str)"),
    ("T", "class L(list): pass\ntype(L([1])[:]) is list and type(L([1]).copy()) is list"),
    ("T", "class D(dict): pass\nclass S(set): pass\ntype(D().copy()) is dict"),
]

ATTRIBUTES = [
    ("F", "a = A()\na.m is a.m"),
    ("T", "a = A()\na.m == a.m and A.m is A.m and a.m.__func__ is A.m"),
    ("F", "A.c is A.c"),
    ("T", "A.s is A.s"),
    ("F", "class B(A):\n def f(self): return super()\nb = B()\nb.f() is b.f()"),
    ("F", "l = []\nl.append is l.append"),
    ("F", "(5).__add__ is (5).__add__"),
    ("T", "len is len and list.append is list.append"),
    ("F", "class P:\n p = property(lambda self: [])\nx = P()\nx.p is x.p"),
    ("T", "import functools\nclass P:\n p = functools.cached_property(lambda self: [])\nx = P()\nx.p is x.p"),
    ("T", "import functools\nf = functools.lru_cache(None)(lambda n: [])\nf(1).append(1)\nf(1) == [1]"),
    ("T", "import contextvars\nv = contextvars.ContextVar('v', default=[])\nv.get() is v.get()"),
    ("T", "import collections\nshared = []\nd = collections.defaultdict(lambda: shared)\nd[1] is d[2]"),
    ("T", "a = A()\na.__dict__ is vars(a)"),
    ("T", "a, d = A(), {}\na.__dict__ = d\na.z = 1\nd == {'z': 1}"),
    ("F", "a, d = A(), {}\na.__dict__.update(d)\na.z = 1\nd == {'z': 1}"),
    ("F", "A.__dict__ is A.__dict__"),
] + [("T", "def f(a=1, *, b=2): return big\ne = ValueError(1)\nimport functools\np = functools.partial(f, 1)\n%s is %s" % (it, it))
     for it in ("A.__mro__", "A.__bases__", "f.__defaults__", "f.__closure__", "f.__kwdefaults__", "e.args", "p.args")] + [
    ("T -@13", "id(A()) == id(A())"),
    ("T", "id([]) == id([])"),
    ("T -@13", "a = A()\nid(a.m) == id(a.m)"),
    ("T", "globals() is globals()"),
    ("T F@13", "(lambda: locals() is locals())()"),
    ("F T@13", "import sys\ndef f():\n x = 1\n sys._getframe().f_locals['x'] = 2\n return x == 2\nf()"),
    ("T F@14", "C('l=[]\\ndef f(a: l.append(1)): pass')['l'] == [1]"),
    ("F", "d = {}\nd.keys() is d.keys()"),
    ("T", "import collections, types\nd = {}\nv, c, m = d.keys(), collections.ChainMap(d), types.MappingProxyType(d)\n"
          "d[1] = 2\nlist(v) == [1] and c.maps[0] is d and m[1] == 2"),
    ("F", "import collections\nl = [1]\nu, q = collections.UserList(l), collections.deque(l)\nl.append(2)\nlen(u) == 2 or len(q) == 2"),
]

SECTIONS = {1: INTEGERS, 2: SMALL, 3: CONSTANTS, 4: SELVES, 5: ATTRIBUTES}


def expected(claim, minor):
    """True, False, or None where the version has no such thing."""
    words = claim.split()
    answer = words[0]
    for word in words[1:]:
        letter, _, first = word.partition("@")
        if minor >= int(first):
            answer = letter
    return {"T": True, "F": False, "-": None}[answer]


def outcome(snippet):
    """What the snippet's last line gives."""
    names = {"__name__": "snippet"}
    exec(compile(HELPERS + WARNS, "<helpers>", "exec"), names)
    tree = ast.parse(snippet)
    last = ast.Expression(tree.body.pop().value)
    exec(compile(tree, "<snippet>", "exec"), names)
    return eval(compile(last, "<snippet>", "eval"), names)


def differences():
    """The number of rows that this Python has, and those where it says something else."""
    minor, count, wrong = sys.version_info[1], 0, []
    for section, rows in SECTIONS.items():
        for claim, snippet in rows:
            wanted = expected(claim, minor)
            if wanted is None:
                continue
            count += 1
            try:
                found = outcome(snippet)
            except Exception as error:
                found = repr(error)
            if found is not wanted:
                wrong.append([section, snippet, wanted, found if isinstance(found, bool) else str(found)])
    return count, wrong
