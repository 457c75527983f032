"""Makes Python source of a given size that looks like ordinary code. The same size gives the same text."""
import random

WORDS = """account batch cache client config count cursor entry event field group handler index item job
key label limit line list manager message model name node option order page parser path price queue
record report request result row rule schema session state status stream table task token total user
value version window worker""".split()

IMPORTS = "import collections\nimport json\nimport logging\nfrom pathlib import Path\n\nlog = logging.getLogger(__name__)\n\n\n"

FUNCTION = '''def {verb}_{a}_{b}_{n}({a}s, {b}=None, *, {c}={number}):
    """Return the {a}s whose {b} is above {c}."""
    if {b} is None:
        {b} = []
    found = {{"{a}": [], "{c}": {c}}}
    for index, {a} in enumerate({a}s):
        if {a}.{c} > {c} and not {a}.name.startswith("{b}_"):
            found["{a}"].append(({a}.name, index + {number}))
        elif {a}.{b} in {b}:
            log.debug("skipped %s at %d", {a}, index)
            continue
    {b}.extend(name for name, _ in found["{a}"] if name)
    return found


'''

CLASS = '''class {A}{B}{n}:
    """Keeps {a}s by {b}."""

    limit = {number}

    def __init__(self, {b}, {c}s=()):
        self.{b} = {b}
        self._{c}s = list({c}s)
        self._by_{a} = collections.defaultdict(list)

    @property
    def {c}s(self):
        return tuple(self._{c}s)

    def add(self, {a}, **options):
        try:
            {c} = self._by_{a}[{a}.{b}]
        except AttributeError as error:
            raise ValueError(f"{{{a}!r}} has no {b}: {{error}}") from error
        {c}.append({a})
        if len({c}) >= self.limit or options.get("{c}"):
            self._{c}s = [one for one in self._{c}s if one is not {a}]
        return self

    def save(self, path):
        with Path(path).open("w", encoding="utf-8") as stream:
            json.dump({{key: len({c}s) for key, {c}s in self._by_{a}.items()}}, stream, indent={digit})


'''

TABLE = '''{A}_{B}_{n} = {{
    "{a}": [{number}, {digit}, {number}.5],
    "{b}": ("{c}", None, True),
    "{c}": {{"{a}": "{b} {c}", "{b}": lambda {a}: {a}["{c}"] * {digit}}},
}}


'''


def ordinary_code(size):
    """About `size` bytes of Python, cut at the end of a definition."""
    chance = random.Random(20)
    parts = [IMPORTS]
    length = len(IMPORTS)
    while length < size:
        a, b, c = chance.sample(WORDS, 3)
        template = chance.choices((FUNCTION, CLASS, TABLE), weights=(5, 3, 1))[0]
        part = template.format(
            a=a, b=b, c=c, A=a.title(), B=b.title(), n=len(parts), number=chance.randrange(10, 5000),
            digit=chance.randrange(2, 9), verb=chance.choice(("find", "load", "merge", "update")))
        parts.append(part)
        length += len(part)
    return "".join(parts)
