# what: Classes of the library call the methods that subclasses of ours override.
import ast
import collections
import html.parser
import json


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.links = []

    def handle_starttag(self, tag, attributes):
        self.keep(dict(attributes))

    def keep(self, attributes):
        self.links.append(attributes.get("href"))


class Names(ast.NodeVisitor):
    def __init__(self):
        self.names = []

    def visit_Name(self, node):
        self.names.append(node.id)


class Defaults(collections.UserDict):
    def __missing__(self, key):
        return fallback(key)


class Squares(dict):
    def __missing__(self, key):
        return key * key


class Encoder(json.JSONEncoder):
    def default(self, value):
        return fallback(value)


def fallback(key):
    return "no " + str(key)


def find_links(text):
    links = Links()
    links.feed(text)
    return links.links


def find_names(text):
    names = Names()
    names.visit(ast.parse(text))
    return names.names


def look_up():
    return Defaults()["a"], Squares()[3]


def encode():
    return Encoder().encode(1j)


def count():
    return collections.defaultdict(start)["b"]


def start():
    return 7


assert find_links('<a href="x">') == ["x"]
assert find_names("a + b") == ["a", "b"]
assert look_up() == ("no a", 9)
assert encode() == '"no 1j"'
assert count() == 7
