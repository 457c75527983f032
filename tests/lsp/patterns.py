"""JSON with holes: what a session sends, and what it expects. README.md beside this file explains the language.

`parse` reads it, `filled` makes plain JSON of it, `mismatch` holds it against a value.
"""

import json
import re
import urllib.parse
from typing import NamedTuple

TOKEN = re.compile(r'\s*(?:(?P<name>\$[a-z]\w*(?:\.\w+)*)|/(?P<regex>(?:\\.|[^/\\\n])+)/|(?P<sign>\.\.\.|[\[\]{}:,])'
                   r'|(?P<scalar>"(?:\\.|[^"\\])*"|-?\d[\d.eE+-]*|[a-z]+))')
URI = re.compile(r"@[\w./ -]*")


class Anything(NamedTuple):
    """`...`"""


class Absent(NamedTuple):
    """`absent`: there is no such key."""


class Regex(NamedTuple):
    """`/…/`: a string in which this is found."""
    text: str


class Name(NamedTuple):
    """`$name`, alone or before a pattern."""
    name: str
    pattern: object


class Wrong(Exception):
    """Text that is no pattern, or a name that is not bound."""


class _Reader:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def token(self):
        found = TOKEN.match(self.text, self.at)
        if not found:
            raise Wrong(f"this is no pattern: {self.text[self.at:].strip()[:40]!r}")
        self.at = found.end()
        return found

    def sign(self):
        """The next token if it is a sign, else None; it is not taken."""
        found = TOKEN.match(self.text, self.at)
        return found and found["sign"]

    def done(self):
        return not self.text[self.at:].strip()

    def value(self):
        found = self.token()
        if found["name"]:
            alone = self.done() or self.sign() in (",", "]", "}")
            return Name(found["name"][1:], None if alone else self.value())
        if found["regex"]:
            re.compile(found["regex"])
            return Regex(found["regex"])
        if found["scalar"]:
            if found["scalar"] == "absent":
                return Absent()
            try:
                return json.loads(found["scalar"])
            except ValueError as error:
                raise Wrong(f"this is no pattern: {found['scalar']}") from error
        if found["sign"] == "...":
            return Anything()
        if found["sign"] == "[":
            return self.items("]", self.value)
        if found["sign"] == "{":
            return dict(self.items("}", self.pair))
        raise Wrong(f"`{found['sign']}` stands where a value is expected")

    def items(self, end, item):
        found = []
        while self.sign() != end:
            found.append(item())
            if self.sign() == ",":
                self.token()
            elif self.sign() != end:
                raise Wrong(f"`,` or `{end}` is missing before {self.text[self.at:].strip()[:40]!r}")
        self.token()
        return found

    def pair(self):
        key = self.value()
        if not isinstance(key, str) or self.token()["sign"] != ":":
            raise Wrong("a key is a string, and `:` follows it")
        return key, self.value()


def parse(text):
    reader = _Reader(text)
    value = reader.value()
    if not reader.done():
        raise Wrong(f"something follows the pattern: {text[reader.at:].strip()[:40]!r}")
    return value


def parse_many(text):
    """The patterns that stand one after the other in a text."""
    reader = _Reader(text)
    values = []
    while not reader.done():
        values.append(reader.value())
    return values


def value_of(name, names):
    first, *rest = name.split(".")
    if first not in names:
        raise Wrong(f"${first} is not bound")
    value = names[first]
    for step in rest:
        try:
            value = value[int(step) if isinstance(value, list) else step]
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise Wrong(f"${name}: there is no {step!r} in {json.dumps(value)}") from error
    return value


def filled(pattern, names, uri_of):
    """Plain JSON to send: names stand for their values, `"@path"` for the address of a file."""
    if isinstance(pattern, Name) and pattern.pattern is None:
        return value_of(pattern.name, names)
    if isinstance(pattern, tuple):
        raise Wrong("a message that is sent has no holes")
    if isinstance(pattern, dict):
        return {filled(key, names, uri_of): filled(value, names, uri_of) for key, value in pattern.items()}
    if isinstance(pattern, list):
        return [filled(value, names, uri_of) for value in pattern]
    if isinstance(pattern, str) and URI.fullmatch(pattern):
        return uri_of(pattern[1:])
    return pattern


def mismatch(pattern, value, names, uri_of, where="it"):
    """Why a value does not fit, as a sentence; None where it does. Binds names."""
    if isinstance(pattern, Anything):
        return None
    if isinstance(pattern, Name):
        return _mismatch_of_name(pattern, value, names, uri_of, where)
    if isinstance(pattern, Regex):
        fits = isinstance(value, str) and re.search(pattern.text, value)
        return None if fits else f"{where} is {shown(value)}, not a string with /{pattern.text}/"
    if isinstance(pattern, dict):
        return _mismatch_of_object(pattern, value, names, uri_of, where)
    if isinstance(pattern, list):
        return _mismatch_of_array(pattern, value, names, uri_of, where)
    if isinstance(pattern, str) and URI.fullmatch(pattern):
        wanted = uri_of(pattern[1:])
        return None if _same_uri(wanted, value) else f"{where} is {shown(value)}, not {wanted}"
    same = type(pattern) is type(value) or {type(pattern), type(value)} == {int, float}
    return None if same and pattern == value else f"{where} is {shown(value)}, not {json.dumps(pattern, ensure_ascii=False)}"


def _mismatch_of_name(pattern, value, names, uri_of, where):
    if pattern.pattern is not None:
        complaint = mismatch(pattern.pattern, value, names, uri_of, where)
        if complaint:
            return complaint
    elif pattern.name in names or "." in pattern.name:
        wanted = value_of(pattern.name, names)
        return None if wanted == value else f"{where} is {shown(value)}, not {shown(wanted)}"
    names[pattern.name] = value
    return None


def _mismatch_of_object(pattern, value, names, uri_of, where):
    if not isinstance(value, dict):
        return f"{where} is {shown(value)}, not an object"
    for key, wanted in pattern.items():
        here = f"{where}.{key}"
        if URI.fullmatch(key):
            keys = [one for one in value if _same_uri(uri_of(key[1:]), one)]
            key = keys[0] if keys else key
        if isinstance(wanted, Absent):
            if key in value:
                return f"{here} is {shown(value[key])}, and there should be none"
        elif key not in value:
            return f"{here} is missing in {shown(value)}"
        elif complaint := mismatch(wanted, value[key], names, uri_of, here):
            return complaint
    return None


def _mismatch_of_array(pattern, value, names, uri_of, where):
    if not isinstance(value, list):
        return f"{where} is {shown(value)}, not an array"
    if Anything() not in pattern:
        if len(pattern) != len(value):
            return f"{where} has {len(value)} items, not {len(pattern)}: {shown(value)}"
        for number, (wanted, one) in enumerate(zip(pattern, value)):
            if complaint := mismatch(wanted, one, names, uri_of, f"{where}[{number}]"):
                return complaint
        return None
    # Between `...`, each pattern takes the next item that it fits.
    at, floating = 0, False
    for number, wanted in enumerate(pattern):
        if isinstance(wanted, Anything):
            floating = True
            continue
        complaints = []
        while at < len(value):
            complaint = mismatch(wanted, value[at], names, uri_of, f"{where}[{at}]")
            at += 1
            if complaint is None:
                break
            complaints.append(complaint)
            if not floating:
                at = len(value)
        else:
            why = "; ".join(complaints) or f"there are no more than {shown(value)}"
            return f"{where}: no item fits number {number + 1} of the pattern: {why}"
        floating = False
    return None if floating or at == len(value) else f"{where} has more items: {shown(value[at:])}"


def _same_uri(left, right):
    return isinstance(right, str) and urllib.parse.unquote(left) == urllib.parse.unquote(right)


def shown(value, most=300):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= most else text[:most] + "…"
