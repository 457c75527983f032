"""The language of rules/models as Python values: terms, parameters, rows. Runs under every CPython from 3.8 on."""

import re

KINDS = {"None", "bool", "int", "float", "complex", "str", "bytes", "atom"}
PARTS = {"star", "some", "each", "repeated", "double_star", "pair", "keyword"}
CONTAINERS = {"list", "tuple", "set", "frozenset", "dict", "instance"}
NAME_FIRST = {"instance", "view", "object", "operation", "library", "keyword", "if_kind"}
NAME_SECOND = {"attribute", "set_attribute"}
TOKEN = re.compile(r"\s*(-?\d+|[A-Za-z_][\w.]*|[(),])")


class Term:
    """A word with its arguments. `name` is a parameter's, an atom's kind, or what the word is spelled with."""

    def __init__(self, word, arguments=(), name=None):
        self.word, self.arguments, self.name = word, list(arguments), name

    def __repr__(self):
        if self.word in ("argument", "atom", "number"):
            return str(self.name)
        inside = [repr(it) for it in self.arguments]
        if self.name is not None:
            inside.insert(0 if self.word in NAME_FIRST else 1, self.name)
        return self.word + ("(" + ", ".join(inside) + ")" if inside else "")

    def walk(self):
        """This term and all inside."""
        pending = [self]
        while pending:
            term = pending.pop()
            yield term
            pending.extend(term.arguments)


def parse(text, parameters):
    """The term that `text` says. The reader in C++ checks it; here it is taken to be right."""
    tokens = [it.group(1) for it in TOKEN.finditer(text)]
    at = 0

    def term():
        nonlocal at
        token = tokens[at]
        at += 1
        if re.match(r"-?\d", token):
            return Term("number", name=int(token))
        if at >= len(tokens) or tokens[at] != "(":
            if token in parameters:
                return Term("argument", name=token)
            return Term("atom", name=token) if token in KINDS else Term(token)
        result = Term(token)
        at += 1
        if token in NAME_FIRST:
            result.name = tokens[at]
            at += 1
        while tokens[at] != ")":
            if tokens[at] == ",":
                at += 1
            if token in NAME_SECOND and len(result.arguments) == 1 and result.name is None:
                result.name = tokens[at]
                at += 1
            else:
                result.arguments.append(term())
        at += 1
        return result

    return term()


class Parameter:
    def __init__(self, name, kind, has_default):
        self.name, self.kind, self.has_default = name, kind, has_default


def split(text):
    """`text` at the commas that stand in no bracket and no quotes."""
    pieces, depth, quote = [""], 0, None
    for one in text:
        if quote:
            quote = None if one == quote else quote
        elif one in "'\"":
            quote = one
        elif one in "([{":
            depth += 1
        elif one in ")]}":
            depth -= 1
        if one == "," and depth == 0 and not quote:
            pieces.append("")
        else:
            pieces[-1] += one
    return [it.strip() for it in pieces if it.strip()]


def parse_parameters(text):
    found, kind = [], "ordinary"
    for piece in split(text):
        if piece == "/":
            for it in found:
                it.kind = "positional"
        elif piece == "*":
            kind = "keyword"
        elif piece.startswith("**"):
            found.append(Parameter(piece[2:], "double_star", True))
        elif piece.startswith("*"):
            found.append(Parameter(piece[1:], "star", True))
            kind = "keyword"
        else:
            name, equals, _ = piece.partition("=")
            found.append(Parameter(name.strip(), kind, bool(equals)))
    return found


class Row:
    """A function or method that a file of models describes."""

    def __init__(self, table, classes):
        self.name = table["name"]
        self.since = int(table.get("since", "3.0").split(".")[1])
        self.until = int(table.get("until", "3.255").split(".")[1])
        self.access, self.library = table.get("access"), table.get("library")
        examples = table.get("example", [])
        self.examples = [examples] if isinstance(examples, str) else examples
        self.parameters = parse_parameters(table["parameters"])
        names = {it.name for it in self.parameters}
        self.result = parse(table["result"], names)
        effects = table.get("effects", [])
        self.effects = [parse(it, names) for it in ([effects] if isinstance(effects, str) else effects)]
        owner = self.name.rpartition(".")[0]
        self.is_method = self.name not in classes and owner in classes
        self.owner = owner if self.is_method else None

    def covers(self, minor):
        return self.since <= minor <= self.until

    def bind(self, arguments, keywords):
        """Parameter -> what is passed for it, as Python binds it. `args` becomes a tuple, `kwargs` a dict."""
        bound, rest, left = {}, list(arguments), dict(keywords)
        for it in self.parameters:
            if it.kind in ("positional", "ordinary") and rest:
                bound[it.name] = rest.pop(0)
            elif it.kind == "star":
                if rest:
                    bound[it.name] = tuple(rest)
                rest = []
            elif it.kind in ("ordinary", "keyword") and it.name in left:
                bound[it.name] = left.pop(it.name)
            elif it.kind == "double_star":
                if left:
                    bound[it.name] = left
                left = {}
            elif not it.has_default:
                raise TypeError("`%s` is not passed" % it.name)
        if rest or left:
            raise TypeError("the parameters do not take %r %r" % (rest, left))
        return bound
