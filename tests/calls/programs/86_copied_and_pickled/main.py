# what: copy, deepcopy and json call the hooks of a class.
import copy
import json


class Document:
    def __init__(self, lines):
        self.lines = lines

    def __copy__(self):
        return Document(self.lines)

    def __deepcopy__(self, memo):
        return Document(copy.deepcopy(self.lines, memo))


def encode(value):
    return value.lines


def shallow():
    return copy.copy(Document([1])).lines


def deep():
    return copy.deepcopy(Document([2])).lines


def as_text():
    return json.dumps(Document([3]), default=encode)


def from_text():
    return json.loads('{"a": 1}', object_hook=decode)


def decode(mapping):
    return sorted(mapping)


assert shallow() == [1]
assert deep() == [2]
assert as_text() == "[3]"
assert from_text() == ["a"]
