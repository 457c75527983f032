"""Whether the result of a call is what its row of rules/models says. Runs under every CPython."""

import collections
import copy
import itertools
import operator
import pickle

from model_coverage import thing_of
from model_objects import ATOMS, VIEWS, Recorder, content_of, is_walker, kind_of, reach, shown_by
from model_world import FROM_THE_START, World, is_in

DRAWN = 12  # items taken from an iterator
ABSENT = object()
IN_PLACE = {"iadd", "iand", "iconcat", "ior", "isub", "ixor", "imul"}
MUTABLE = (list, dict, set, bytearray, collections.deque)


class Wrong(Exception):
    """A claim that did not hold."""


class Claims(World):
    """What terms say, held against objects."""

    def __init__(self, row, bound, names):
        super().__init__(row, bound, names)
        self.witnessed = set()  # paths of alternatives that were seen

    # Conformance: whether an object is what a term says.

    def check(self, term, it, path=()):
        """Raises Wrong if `it` is not what the term says."""
        getattr(self, "check_" + term.word, self.check_existing)(term, it, path)
        self.witnessed.add(path)

    def fits(self, term, it, path=()):
        before = set(self.witnessed)
        try:
            self.check(term, it, path)
            return True
        except Wrong:
            self.witnessed = before
            return False

    def check_existing(self, term, it, _path):
        found = self.denote(term)
        if found is None:
            raise Wrong("nobody knows what `%r` is" % term)
        if isinstance(it, (int, float, str, bytes)) and any(type(other) is type(it) and other == it for other in found):
            return
        if term.word == "item" and any(isinstance(key, slice) for key in self.denote(term.arguments[1]) or []):
            return self.check_slice(term, it, found)
        if is_in(it, found):
            return
        # The pairs of a mapping are made when they are asked for.
        if type(it) is tuple and len(it) == 2 and any(
                type(other) is tuple and len(other) == 2 and other[0] is it[0] and other[1] is it[1] for other in found):
            return
        raise Wrong("%r is not the object that `%r` names" % (it, term))

    def check_slice(self, term, it, found):
        for other in found:
            if it is other:
                return
            if type(it) is type(other) and not is_in(it, self.arguments.values()) and \
                    len(it) == len(other) and all(a is b for a, b in zip(it, other)):
                return
        raise Wrong("%r is not the slice that `%r` names" % (it, term))

    def check_argument(self, term, it, path):
        found = self.denote(term)
        if not is_in(it, found):
            raise Wrong("%r is not the argument `%s`" % (it, term.name))

    def check_either(self, term, it, path):
        reasons = []
        fitting = False
        for number, alternative in enumerate(term.arguments):
            if self.is_absent(alternative):
                continue
            if self.fits(alternative, it, path + (number,)):
                fitting = True
                if alternative.word not in ("opaque", "unknown"):
                    return
            reasons.append(repr(alternative))
        if not fitting:
            raise Wrong("%r is none of %s" % (it, ", ".join(reasons)))

    def check_if_passed(self, term, it, path):
        branch = 1 if term.arguments[0].name in self.bound else 2
        self.check(term.arguments[branch], it, path + (branch,))

    def check_if_kind(self, term, it, path):
        subject = self.denote(term.arguments[0])
        branch = 1 if subject and kind_of(subject[0]) == term.name else 2
        self.check(term.arguments[branch], it, path + (branch,))

    def check_if_empty(self, term, it, path):
        subject = self.denote(term.arguments[0])
        branch = 1 if subject and not self.items_of(subject[0]) else 2
        self.check(term.arguments[branch], it, path + (branch,))

    def check_call(self, term, it, path):
        found = self.denote(term.arguments[0])
        if found and any(isinstance(f, Recorder) for f in found):
            self.check_existing(term, it, path)
        elif term.arguments[0].word == "argument" and not found:
            raise Wrong("`%r` was not passed" % term.arguments[0])

    def check_atom(self, term, it, _path):
        if kind_of(it) != term.name:
            raise Wrong("%r is no %s" % (it, term.name))

    def check_pickled(self, term, it, _path):
        if type(it) is not bytes or not pickle.loads(it) == self.denote(term.arguments[0])[0]:
            raise Wrong("%r does not hold `%r`" % (it, term.arguments[0]))

    def check_number(self, term, it, _path):
        if it != term.name:
            raise Wrong("%r is not %d" % (it, term.name))

    def check_unknown(self, term, it, path):
        pass

    def check_library(self, term, it, path):
        if it is not thing_of(term.name) and not callable(it):
            raise Wrong("%r is not %s" % (it, term.name))

    def check_opaque(self, term, it, _path):
        if id(it) in self.arguments and not isinstance(it, ATOMS + (type,)):
            raise Wrong("%r is not new: an argument reaches it" % (it,))

    def check_unpickled(self, term, it, path):
        self.check_opaque(term, it, path)

    def check_object(self, term, it, path):
        self.check_type(term.name, it)
        if not term.name.startswith("os."):
            self.check_fresh(it)

    def check_type(self, name, it):
        kind = type(it)
        if name not in (kind.__name__, kind.__module__ + "." + kind.__qualname__) and \
                name.rpartition(".")[2] not in (kind.__name__, {"code": "CodeType", "module": "ModuleType"}.get(kind.__name__)):
            raise Wrong("%r is no %s" % (it, name))

    def check_fresh(self, it):
        if it in ((), frozenset()) if isinstance(it, (tuple, frozenset)) else False:
            return
        if id(it) in self.existing or id(it) in FROM_THE_START:
            raise Wrong("%r is not new" % (it,))

    def check_plain_container(self, term, it, path):
        if type(it).__name__ != term.word:
            raise Wrong("%r is no %s" % (it, term.word))
        self.check_fresh(it)
        if term.word == "dict":
            self.check_pairs(term.arguments, it)
        elif term.word in ("set", "frozenset"):
            self.check_members(term.arguments, it)
        else:
            self.check_sequence(term.arguments, list(it), path)

    check_list = check_tuple = check_set = check_frozenset = check_dict = check_plain_container

    def check_bytearray(self, term, it, path):
        if type(it) is not bytearray:
            raise Wrong("%r is no bytearray" % (it,))
        self.check_fresh(it)

    def check_instance(self, term, it, path):
        self.check_type(term.name, it)
        self.check_fresh(it)
        parts = [part for part in term.arguments if part.word != "keyword"]
        for part in term.arguments:
            if part.word == "keyword" and not self.is_absent(part.arguments[0]):
                self.check(part.arguments[0], getattr(it, part.name, None))
        if any(part.word in ("pair", "double_star") for part in parts):
            self.check_pairs(parts, it)
        elif parts:
            self.check_sequence(parts, list(it), path)

    def check_sequence(self, parts, items, path=()):
        """Parts in their order give the items in theirs."""
        ends = {0}
        for part in parts:
            ends = {end for begin in ends for end in self.ends_of(part, items, begin)}
        if len(items) not in ends:
            raise Wrong("the items of %r are not %s" % (items, ", ".join(map(repr, parts))))

    def ends_of(self, part, items, begin):
        """Where in `items` the part may end that begins there."""
        if self.is_absent(part):
            return [begin]
        if part.word == "star":
            sources = self.denote(part.arguments[0])
            if sources is None:
                return []
            ends = []
            for source in sources[:1] if len(sources) == 1 else []:
                own = self.items_of(source)
                if is_walker(source) or isinstance(source, VIEWS):
                    own = items[begin:begin + len(items)]
                rest = items[begin:]
                if len(own) <= len(rest) and all(a is b or (isinstance(a, int) and a == b) for a, b in zip(own, rest)):
                    ends.append(begin + len(own))
            if len(sources) != 1:
                ends = self.run_of(lambda it: any(is_in(it, self.items_of(source)) for source in sources), items, begin)
            return ends
        if part.word == "each":
            sources = self.denote(part.arguments[0])[0]
            taken = items[begin:begin + len(sources)]
            fits = all(is_in(it, self.items_of(source)) for it, source in zip(taken, sources))
            return [begin + len(sources)] if len(taken) == len(sources) and fits else []
        if part.word in ("some", "repeated"):
            return self.run_of(lambda it: self.fits(part.arguments[0], it), items, begin)
        if begin < len(items) and self.fits(part, items[begin]):
            return [begin + 1]
        return []

    @staticmethod
    def run_of(test, items, begin):
        ends = [begin]
        while ends[-1] < len(items) and test(items[ends[-1]]):
            ends.append(ends[-1] + 1)
        return ends

    def check_members(self, parts, it):
        for member in it:
            if not any(self.ends_of(part, [member], 0)[-1:] == [1] or self.is_member(part, member) for part in parts):
                raise Wrong("%r is in the set and in none of %s" % (member, ", ".join(map(repr, parts))))
        for part in parts:
            if part.word != "star" or self.is_absent(part):
                continue
            for source in self.denote(part.arguments[0]) or []:
                members = list(source) if isinstance(source, VIEWS) else self.items_of(source)
                for member in members:
                    if member not in it:
                        raise Wrong("%r is not in the set" % (member,))

    def is_member(self, part, member):  # of a view whose items are made when they are asked for
        if part.word == "some" and self.fits(part.arguments[0], member):
            return True
        sources = self.denote(part.arguments[0]) if part.word == "star" else []
        return any(is_in(member, self.items_of(source)) or
                   (isinstance(source, VIEWS) and member in source) for source in sources or [])

    def pairs_of(self, source):
        """Pairs of a mapping, or the pairs that an iterable gives."""
        content = self.content(source)
        if content is not None and content.shape == "pairs":
            return content.parts
        if isinstance(source, VIEWS):
            return list(shown_by(source).items())
        if hasattr(source, "keys"):
            return [(key, source[key]) for key in source.keys()]
        return [tuple(self.items_of(pair)) for pair in self.items_of(source)]

    def check_pairs(self, parts, it):
        known = []
        for part in parts:
            if part.word == "double_star" and not self.is_absent(part):
                inner = part.arguments[0]
                if inner.word in ("dict", "opaque", "caller_locals"):
                    continue
                for source in self.denote(inner) or []:
                    known.append(self.pairs_of(source))
        for pairs in known:
            for key, _ in pairs:
                if key not in it:
                    raise Wrong("%r is missing in %r" % (key, it))
        made = [part for part in parts if part.word == "pair"]
        for key, value in it.items():
            if any(key == other and value is stored for pairs in known for other, stored in pairs):
                continue
            if not any(self.fits(part.arguments[0], key) and self.fits(part.arguments[1], value) for part in made):
                raise Wrong("%r: %r is none of %s" % (key, value, ", ".join(map(repr, parts))))

    def check_copy(self, term, it, path):
        self.check_any(term, it, self.check_copied)

    def check_deepcopy(self, term, it, path):
        self.check_any(term, it, self.check_deeply_copied)

    def check_any(self, term, it, test):
        reason = Wrong("nothing is there to be copied")
        for source in self.denote(term.arguments[0]) or []:
            try:
                return test(source, it)
            except Wrong as wrong:
                reason = wrong
        raise reason

    def check_copied(self, source, it):
        expected = copy.copy(source)
        if expected is source:
            if it is not source:
                raise Wrong("%r is not the object that was copied, which cannot change" % (it,))
            return
        self.check_fresh(it)
        if type(it) is not type(source) or not content_of(it).same_as(self.content(source)):
            raise Wrong("%r is no shallow copy of %r" % (it, source))

    def check_deeply_copied(self, source, it):
        if copy.deepcopy(source) is source:
            if it is not source:
                raise Wrong("%r is not the object that was copied, which cannot change" % (it,))
            return
        if type(it) is not type(source) or type(content_of(it)) is not type(self.content(source)):
            raise Wrong("%r is no copy of %r" % (it, source))
        shared = [one for key, one in reach([it]).items() if key in self.arguments and isinstance(one, MUTABLE)]
        if shared or (isinstance(it, MUTABLE) and it != source):
            raise Wrong("%r is no deep copy of %r: they share %r" % (it, source, shared))

    def check_replaced(self, term, it, path):
        source, changes = term.arguments
        made = source.word in ("object", "instance")
        if made:
            self.check(source, it)
        changed = {}
        if not self.is_absent(changes):
            if changes.word == "dict":
                for part in changes.arguments:
                    for other in [] if self.is_absent(part) else self.denote(part.arguments[0]):
                        changed.update(self.pairs_of(other))
            else:
                for other in self.denote(changes):
                    changed.update(other)
        old = {}
        if not made:
            found = self.denote(source)[0]
            self.check_fresh(it)
            if type(found) is not type(it):
                raise Wrong("%r has another type than %r" % (it, found))
            names = getattr(found, "_fields", None) or vars(found)
            old = {name: getattr(found, name) for name in names}
        old.update(changed)
        own = getattr(it, "_fields", None) or vars(it)
        for name, value in old.items():
            if getattr(it, name, ABSENT) is not value:
                raise Wrong("the attribute `%s` of %r is not %r" % (name, it, value))
        if set(own) != set(old):
            raise Wrong("%r has other attributes" % (it,))

    def check_operation(self, term, it, path):
        left = self.denote(term.arguments[0])[0]
        if term.name in IN_PLACE and isinstance(left, MUTABLE):
            if it is not left:
                raise Wrong("%r is not the left operand" % (it,))
        elif id(it) in self.arguments and not isinstance(it, ATOMS):
            raise Wrong("%r is an operand" % (it,))

    def check_function(self, term, it, path):
        if not callable(it):
            raise Wrong("%r cannot be called" % (it,))
        self.check_fresh(it)
        functions = [f for f in self.denote(term.arguments[0]) or [] if isinstance(f, Recorder)]
        if not functions or len(term.arguments) == 1:
            return
        count = len(functions[0].records)
        it()
        if len(functions[0].records) == count:
            raise Wrong("calling %r does not call %r" % (it, functions[0]))
        self.check_sequence([part for part in term.arguments[1:] if part.word not in ("keyword", "double_star")],
                         list(functions[0].records.pop()[0]))

    def check_cached(self, term, it, path):
        found = self.denote(term.arguments[0])
        if not found or not callable(found[0]):
            raise Wrong("no function was passed")
        self.check_fresh(it)
        if it() is not it():
            raise Wrong("%r gives a new object each time" % (it,))
        for recorder in self.recorders.values():
            del recorder.records[:]

    def check_view(self, term, it, path):
        sources = self.denote(term.arguments[0])
        if term.name == "array":
            raise Wrong("no example of this Python makes one")
        if term.name == "bytes":
            if type(it) is not memoryview or not is_in(it.obj, [shown_by(one) for one in sources]):
                raise Wrong("%r shows another object" % (it,))
            return
        wanted = {"keys": "keys", "values": "values", "items": "items", "proxy": "proxy"}[term.name]
        if wanted not in type(it).__name__.lower():
            raise Wrong("%r shows no %s" % (it, wanted))
        self.check_fresh(it)
        bottom = [shown_by(one) for one in sources]
        if not is_in(shown_by(it), bottom):
            raise Wrong("%r shows another object" % (it,))

    def check_iterator(self, term, it, path):
        if not is_walker(it) or iter(it) is not it:
            raise Wrong("%r is no iterator" % (it,))
        self.check_fresh(it)
        inner = term.arguments[0]
        for item in itertools.islice(it, DRAWN):
            self.check(inner, item, path + (0,))

    # What the call did.

    def changes(self):
        """(object, content before, content now) for each object that has another content."""
        found = []
        for key, old in self.before.items():
            it = self.arguments[key]
            new = content_of(it)
            if old is not None and new is not None and not old.same_as(new):
                found.append((it, old, new))
        return found

    def check_calls(self, terms):
        """Each call that was recorded is one that a `call` or `calls` speaks of."""
        said = [it for term in terms for it in term.walk() if it.word in ("call", "calls")]
        for recorder in self.recorders.values():
            mine = [it for it in said if is_in(recorder, self.denote(it.arguments[0]) or [])]
            for arguments, _, _ in recorder.records:
                if not any(self.passes(it, arguments, recorder) for it in mine):
                    raise Wrong("%s was called with %r, and nothing says so" % (recorder.__name__, arguments))

    def passes(self, term, arguments, recorder):
        parts = [it for it in term.arguments[1:] if it.word not in ("keyword", "double_star") and not self.is_absent(it)]
        # What the function gave may be handed to it again.
        own = [record[2] for record in recorder.records]
        try:
            self.check_sequence(parts, list(arguments))
            return True
        except Wrong:
            return len(parts) == len(arguments) and all(
                is_in(it, own) or self.fits(part, it) for part, it in zip(parts, arguments))


def operator_changes(term):
    return term.word == "operation" and term.name in IN_PLACE | {name for name in dir(operator) if name.startswith("i")}
