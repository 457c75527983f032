"""The objects of one example of rules/models before its call, and which of them a term names."""

import gc

from model_coverage import thing_of
from model_objects import VIEWS, Recorder, content_of, is_walker, reach, shown_by

FOREVER = []  # what the interpreter and this program hold anyway
FROM_THE_START = set()


def leave_alone_what_is_there():
    """Tells the collector so, that looking at what there is stays quick."""
    FOREVER.append(gc.get_objects())
    FROM_THE_START.update(map(id, FOREVER[-1]))
    gc.freeze()


PARTS_OF_ONE = ("star", "some", "each", "repeated")


class Snapshot:
    """A new container that a term speaks of, as far as it can be known."""

    def __init__(self, parts):
        self.parts = parts


def is_in(it, those):
    return any(it is other for other in those)


class World:
    """The objects of one example before the call, and what became of them."""

    def __init__(self, row, bound, names):
        self.row, self.bound, self.names = row, bound, names
        self.arguments = reach(bound.values())
        self.recorders = {id(it): it for it in list(names.values()) + list(self.arguments.values())
                          if isinstance(it, Recorder)}
        self.live, self.existing = [], set()
        self.before = {key: content_of(it) for key, it in self.arguments.items()}

    def look_around(self):
        """Notes all objects there are, so that new ones can be told from them."""
        self.live = gc.get_objects()  # kept, so that no id is used again
        self.existing = {id(it) for it in self.live}.union(self.arguments)

    def forget(self):
        """Lets go of what was kept; else one world holds another."""
        self.live, self.existing = [], set()

    # Denotations: the objects that were there before and that a term names. None: it cannot be told.

    def content(self, it):
        return self.before[id(it)] if id(it) in self.before else content_of(it)

    def items_of(self, it):
        if isinstance(it, Snapshot):
            return it.parts
        content = self.content(it)
        if content is not None and content.shape in ("items", "members"):
            return content.parts
        if content is not None and content.shape == "pairs":
            return [key for key, _ in content.parts]
        if isinstance(it, (str, bytes, range)):
            return list(it)
        if isinstance(it, memoryview):
            return list(it)
        if is_walker(it) or isinstance(it, VIEWS):
            return list(reach([it]).values()) + (list(it) if isinstance(it, VIEWS) else [])
        if hasattr(it, "__iter__") and not hasattr(type(it), "__next__"):
            return list(it)
        return []

    def values_of(self, it):
        content = self.content(it)
        if content is not None and content.shape == "pairs":
            return [value for _, value in content.parts]
        if isinstance(it, VIEWS):
            return self.values_of(shown_by(it))
        return self.items_of(it)

    def item_of(self, it, key):
        content = self.content(it)
        if content is not None and content.shape == "pairs":
            return [value for other, value in content.parts if other is key or other == key]
        if content is not None and content.shape == "items" and isinstance(key, int):
            return content.parts[key:key + 1] if key != -1 else content.parts[-1:]
        if isinstance(it, VIEWS) and not isinstance(it, memoryview):
            return self.item_of(shown_by(it), key)
        try:
            return [it[key]]
        except (LookupError, TypeError):
            return []

    def denote(self, term):
        word, arguments = term.word, term.arguments
        if word == "argument":
            return [self.bound[term.name]] if term.name in self.bound else []
        if word == "number":
            return [term.name]
        if word in ("caller_globals", "caller_locals"):
            return [self.names]
        if word == "library":
            it = thing_of(term.name)
            return None if it is None else [it]
        if word == "either":
            return self.union(arguments)
        if word == "if_passed":
            return self.denote(arguments[1 if arguments[0].name in self.bound else 2])
        if word == "if_empty":
            subject = self.denote(arguments[0])
            return self.denote(arguments[2 if subject and self.items_of(subject[0]) else 1])
        if word == "call":
            return [result for record in self.records_of(arguments[0]) for result in record[2:]]
        if word in ("items", "keys", "values"):
            sources = self.denote(arguments[0])
            look = self.values_of if word == "values" else self.items_of
            return None if sources is None else [it for source in sources for it in look(source)]
        if word == "item":
            sources, keys = self.denote(arguments[0]), self.denote(arguments[1])
            if sources is None or keys is None:
                return None
            return [it for source in sources for key in keys for it in self.item_of(source, key)]
        if word in ("list", "tuple", "set", "frozenset"):
            return None if not arguments else [Snapshot(self.held_by(arguments))]
        if word in ("attribute", "dynamic_attribute"):
            names = [term.name] if word == "attribute" else self.denote(arguments[1])
            sources = self.denote(arguments[0])
            return [getattr(it, name) for it in sources for name in names if hasattr(it, name)]
        return None

    def held_by(self, parts):
        """What a new container of these parts may hold."""
        found = []
        for part in parts:
            named = self.denote(part.arguments[0] if part.word in PARTS_OF_ONE else part) or []
            if part.word == "each":
                named = [it for sources in named for source in sources for it in self.items_of(source)]
            found += [it for source in named for it in self.items_of(source)] if part.word == "star" else named
        return found

    def union(self, terms):
        parts = [self.denote(it) for it in terms]
        return None if any(it is None for it in parts) else [it for part in parts for it in part]

    def is_absent(self, term):
        """Whether the value is made from a parameter alone that was not passed."""
        if term.word == "argument":
            return term.name not in self.bound
        if term.word in ("items", "keys", "values", "star", "some", "each", "repeated", "double_star", "copy", "deepcopy"):
            return self.is_absent(term.arguments[0])
        return False

    def records_of(self, function):
        found = self.denote(function) or []
        return [record for it in found if isinstance(it, Recorder) for record in it.records]
