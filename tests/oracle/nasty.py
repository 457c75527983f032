"""Texts that break analyzers: too deep, too long, cut off, or no Python at all. Each is a name and bytes."""

import random

DEEP = 100_000
BLOCKS = 1_000
TOKENS = """
if else elif for while with as try except finally def class lambda return yield await async import from
match case type lazy global nonlocal del pass break continue raise assert not and or in is None True f'{ }' f' '
\"\"\" ' ( ) [ ] { } , : ; . = += := -> @ * ** + - ~ < == != | & ^ % // << x y self 0 1.5e3 0x 1_0 \\ # ? $ ! é""".split()


def nested(opening, middle, closing, depth=DEEP):
    return (opening * depth + middle + closing * depth + "\n").encode()


def chained(first, link, last="", length=DEEP):
    return (first + link * length + last + "\n").encode()


def in_blocks(header, body="pass", depth=BLOCKS):
    lines = [" " * level + header + "\n" for level in range(depth)]
    return ("".join(lines) + " " * depth + body + "\n").encode()


def brackets():
    for name, opening, closing in (("round", "(", ")"), ("square", "[", "]"), ("curly", "{", "}")):
        yield name, nested(opening, "x", closing)
        yield name + "-opened", nested(opening, "", "")
        yield name + "-closed", nested("", "", closing)
        yield name + "-opened-in-function", b"def f():\n    x = " + nested(opening, "1", "")
    yield "mixed", nested("([{", "x", "}])")
    yield "mixed-crossed", nested("([{", "x", ")]}")
    yield "mixed-with-text", nested("f(a, *[b, {c: ", "x", "}])")
    yield "random-brackets", "".join(random.Random(1).choices("()[]{}", k=DEEP)).encode()
    yield "random-brackets-in-lines", "".join(random.Random(2).choices("()[]{}\n:", k=DEEP)).encode()


def expressions():
    for name, opening, middle, closing in (
        ("lambdas", "lambda: ", "x", ""),
        ("lambda-defaults", "lambda a=", "x", ": a"),
        ("nots", "not ", "x", ""),
        ("minuses", "-", "x", ""),
        ("awaits", "await ", "x", ""),
        ("stars", "*", "x", ""),
        ("walruses", "(a := ", "x", ")"),
        ("calls", "f(", "x", ")"),
        ("keywords", "f(a=", "x", ")"),
        ("subscripts-inside", "a[", "x", "]"),
        ("slices", "a[1:", "x", "]"),
        ("dictionaries", "{1: ", "x", "}"),
        ("comprehensions", "[a for a in ", "x", "]"),
        ("comprehension-elements", "[", "x", " for a in b]"),
        ("generators", "(", "x", " for a in b)"),
        ("conditions", "x if y else ", "x", ""),
        ("conditions-inside", "(x if ", "y", " else z)"),
        ("yields", "(yield ", "x", ")"),
    ):
        yield name, nested(opening, middle, closing)
        yield name + "-cut", nested(opening, "", "")
    for name, link in (
        ("attributes", ".a"),
        ("subscripts", "[0]"),
        ("called", "()"),
        ("methods", ".a(1)"),
        ("sums", " + x"),
        ("powers", " ** x"),
        ("ands", " and x"),
        ("mixed-logic", " and x or not y"),
        ("comparisons", " < x"),
        ("items", ", x"),
        ("targets", " = x"),
        ("strings", " 'a' f'{b}'"),
        ("dots", "."),
    ):
        yield name, chained("x", link)
        yield name + "-in-function", b"def f(x):\n    return " + chained("x", link)
    yield "formatted-strings", ("f'{" * 2_000 + "x" + "}'" * 2_000).encode()
    yield "formatted-strings-of-braces", ("f'" + "{" * DEEP + "}" * DEEP + "'").encode()
    yield "formatted-specifiers", ("f'{x:" + "{y:" * 5_000 + "}" * 5_001 + "'").encode()
    yield "annotations", nested("x: a[", "b", "]")
    yield "parameters", b"def f(" + chained("a", ", a") + b"): pass\n"


def statements():
    for header in (
        "if x:",
        "for x in y:",
        "while x:",
        "with x:",
        "with x as y, z:",
        "try:",
        "def f(x=1):",
        "async def f():",
        "class C:",
        "class C[T]:",
        "match x:",
        "@a",
    ):
        yield "blocks-" + "".join(filter(str.isalpha, header)), in_blocks(header)
    yield "blocks-mixed", in_blocks("for x in y:\n" + " if z:\n")
    yield "blocks-captured", b"def f(a):\n" + in_blocks(" def g(b):", "return a, b")
    yield "tries-with-finally", finally_blocks(500)
    yield "returns-through-finally", b"def f():\n" + finally_blocks(200, " ", "return 1")
    yield "elifs", b"if x:\n  a\n" + b"elif y:\n  a\n" * 20_000 + b"else:\n  a\n"
    yield "excepts", b"try:\n  a\n" + b"except A as e:\n  a\n" * 20_000
    yield "cases", b"match x:\n" + b"  case [1, {'a': y}] | C(z=2): pass\n" * 10_000
    yield "deep-pattern", b"match x:\n  case " + nested("[", "y", "]") + b": pass\n"
    yield "alternatives", b"match x:\n  case " + chained("1", " | 2", ": pass")
    yield "decorators", b"@a\n" * 20_000 + b"def f(): pass\n"
    yield "semicolons", b"x;" * DEEP + b"\n"
    yield "imports", chained("import a", ".a")
    yield "import-dots", b"from " + b"." * DEEP + b" import x\n"
    yield "deletes", nested("del (", "x", ")")
    yield "globals", chained("global a", ", a")
    yield "async", chained("", "async ")
    yield "elses", b"else:\n" * DEEP
    yield "colons", b":" * DEEP
    yield "continued-lines", b"x = \\\n" * DEEP
    yield "staircase", staircase(3_000)
    yield "prints", chained("", "print ")
    yield "types", chained("", "type X = ", "int")
    yield "generics", b"def f[" + chained("T", ": T, U") + b"](): pass\n"
    yield "many-functions", b"def f(a, b=[]):\n    return lambda: (a, b)\n" * 30_000
    yield "many-names", b"".join(b"name_%d = name_%d\n" % (it, it + 1) for it in range(100_000))
    yield "one-name-many-times", b"def f():\n" + b"    if x: y = y\n" * 30_000
    yield "loops-over-one-name", b"def f():\n" + b"    for x in y: y = x\n" * 20_000
    yield "captured-many-times", b"def f():\n    x = 1\n" + b"    lambda: x\n    x = 2\n" * 20_000


def finally_blocks(depth, indent="", body="pass"):
    opened = "".join(indent + " " * it + "try:\n" for it in range(depth))
    closed = "".join(indent + " " * it + "finally:\n" + indent + " " * it + " x\n" for it in reversed(range(depth)))
    return (opened + indent + " " * depth + body + "\n" + closed).encode()


def staircase(depth):
    """Ever deeper, then back by one step at a time, then to steps that were never there."""
    deeper = "".join(" " * 2 * it + "if x:\n" for it in range(depth))
    back = "".join(" " * 2 * it + "y\n" for it in reversed(range(depth + 1)))
    astray = "".join(" " * (it * 7 % 50) + "z\n" for it in range(depth))
    return (deeper + back + astray).encode()


def long_texts(ordinary):
    """`ordinary` is Python code of any length."""
    yield "15-megabytes", (ordinary * (15_000_000 // len(ordinary) + 1))[:15_000_000]
    yield "long-line", b"x = [" + b"1, " * 3_400_000 + b"]\n"
    yield "long-name", b"x" * 10_000_000
    yield "long-string", b"x = '" + b"y" * 10_000_000 + b"'\n"
    yield "long-open-string", b"x = '''" + (b"y" * 70 + b"\n") * 140_000
    yield "short-lines", b"y\n" * 1_000_000
    yield "long-comment", b"# " + b"y" * 10_000_000
    yield "long-number", b"x = 1" + b"0" * 1_000_000
    yield "blank-lines", b"\n" * 5_000_000
    yield "spaces", b" " * 5_000_000


def not_python():
    chance = random.Random(20)
    # A loop that nothing leads to, which tests what it has from before it.
    yield "dead-loop", b"def f(a, b):\n    return a\n    for c in a:\n        if c(b, c):\n            return True\n"
    yield "empty", b""
    yield "random-bytes", bytes(chance.randrange(256) for _ in range(300_000))
    yield "random-ascii", bytes(chance.randrange(9, 127) for _ in range(300_000))
    yield "token-soup", " ".join(chance.choices(TOKENS, k=100_000)).encode()
    yield "token-soup-in-lines", "".join(
        chance.choice(["\n", "\n  ", "\n    ", " ", " ", " "]) + it for it in chance.choices(TOKENS, k=100_000)
    ).encode()
    yield "nuls", b"\0" * DEEP
    yield "nuls-inside", b"x = 1\0\ndef f(\0):\n    '\0'\n" * 1_000
    yield "only-cr", b"def f(x):\r    return x\r" * 5_000
    yield "mixed-line-ends", b"a\r\nb\rc\nd\n\re\r\r\n" * 5_000
    yield "marks", b"\xef\xbb\xbf" * 3 + b"x = 1\n"
    yield "utf-16", b"\xff\xfe" + "x = 'é'\n".encode("utf-16-le") * 1_000
    yield "utf-16-cut", b"\xfe\xff" + "x = '\U0001f600'\n".encode("utf-16-be")[:-3]
    yield "cut-utf-8", "x = 'é日本'\n".encode() * 10 + b"y = '\xe6\x97"
    yield "wrong-utf-8", b"x = '\xff\xc0\x80\xed\xa0\x80'\n"
    yield "latin-1", b"# coding: latin-1\nx = '\xe9'\n"
    yield "unknown-coding", b"# coding: klingon\nx = 1\n"
    yield "lying-coding", b"# coding: ascii\nx = '\xe9'\n"
    yield "form-feeds", b"\x0cdef f():\n\x0c    return 1\n\x0c\n" * 1_000
    yield "tabs", b"if x:\n\tif y:\n        z\n\t w\n" * 1_000
    yield "wide-names", "ｗｉｄｅ = 𝔘𝔫𝔦 + µ\n".encode() * 1_000
    yield "no-last-line-end", b"def f():\n    return"
    yield "python-2", b"print 'x', y\nexec 'z' in d\nraise E, 'm'\nexcept E, e:\nx <> y\n`x`\n0777\n" * 1_000
    yield "conflict", b"<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\n" * 1_000


def mutated(samples):
    """Copies of real files with pieces left out, doubled or moved."""
    chance = random.Random(30)
    for number, text in enumerate(samples):
        lines = text.splitlines(keepends=True)
        for _ in range(20):
            first, second = (chance.randrange(len(lines) + 1) for _ in range(2))
            piece = lines[first : first + chance.randrange(1, 6)]
            if chance.random() < 0.5:
                del lines[first : first + len(piece)]
            lines[second:second] = piece
        joined = b"".join(lines)
        for _ in range(20):
            place = chance.randrange(len(joined) + 1)
            put = chance.choice([b"", b"(", b")", b":", b"'", b"\n", b"lambda "])
            joined = joined[:place] + put + joined[place + 1 :]
        yield "mutated-%d" % number, joined


def all_texts(ordinary, samples):
    families = (brackets(), expressions(), statements(), long_texts(ordinary), not_python(), mutated(samples))
    for family in families:
        yield from family
