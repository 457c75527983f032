"""The access paths of a record in a running program: which objects stand there, and which abstract objects the
record allows each of them to be."""

import concrete
import records
from concrete import MISSING

STEPS = 2
PLAIN_ATOMS = frozenset([int, float, bool, str, bytes])
OPTIMIZED = 1  # CO_OPTIMIZED: the code of a function, whose names are known when it is compiled


class Names:
    """The names of a frame. A local that is not bound yet does not mean a global of that name."""

    def __init__(self, frame):
        code = frame.f_code
        self.globals = frame.f_globals
        self.is_module = frame.f_locals is frame.f_globals
        self.locals = self.globals if self.is_module else dict(frame.f_locals)
        is_function = code.co_flags & OPTIMIZED
        self.made_here = frozenset(code.co_varnames + code.co_cellvars) if is_function else frozenset()
        self.own = self.made_here.union(code.co_freevars)

    def get(self, name):
        if name in self.locals:
            return self.locals[name]
        return MISSING if name in self.own else self.globals.get(name, MISSING)

    def follow(self, parts):
        value = self.get(parts[0])
        for part in parts[1:]:
            if value is MISSING:
                break
            value = concrete.attribute(value, part)
        return value


class Place:
    """An access path: the objects that stand there now (several behind `[*]`) and what they may be."""

    __slots__ = ("path", "values", "ids", "depth", "count")

    def __init__(self, path, ids, depth):
        self.path = path
        self.values = []
        self.ids = ids
        self.depth = depth
        self.count = 0

    def add(self, value):
        self.count += 1
        if len(self.values) == 0 or not any(value is it for it in self.values):
            self.values.append(value)


class State:
    """All places of a record up to STEPS steps, and by identity what the objects there may be."""

    def __init__(self, record, names):
        self.record = record
        self.places = {}
        self.objects = {}
        self.candidates = {}
        # (path, value, ids) that do not fit; (path, value) that have no slot.
        self.misfits = []
        self.uncovered = []
        for name, ids, parts in record.names:
            value = names.follow(parts)
            if value is not MISSING:
                self.put(name, value, ids, len(parts) - 1)
        self.expand()

    def put_item(self, path, value, ids, depth):
        """Numbers and texts in containers are no places: there is nothing to say of them but whether they fit."""
        if type(value) in PLAIN_ATOMS:
            if not compatible(self.record, value, ids):
                self.misfits.append((path, value, ids))
        else:
            self.put(path, value, ids, depth)

    def put(self, path, value, ids, depth):
        place = self.places.get(path)
        if place is None:
            place = self.places[path] = Place(path, ids, depth)
        elif place.depth > depth:
            return
        else:
            place.ids |= ids
        place.add(value)

    def expand(self):
        """Level by level, so that all objects of a place are known before its steps are taken."""
        done = 0
        while done < len(self.places):
            level = list(self.places.values())[done:]
            done = len(self.places)
            for place in level:
                for value in place.values:
                    self.look_at(place, value)

    def look_at(self, place, value):
        possible = compatible(self.record, value, place.ids)
        if not possible:
            self.misfits.append((place.path, value, place.ids))
            return
        if type(value) in concrete.ATOMS:
            return
        number = id(value)
        self.objects[number] = value
        known = self.candidates.get(number)
        self.candidates[number] = possible if known is None else known & possible
        if place.depth < STEPS:
            self.step_into(place, value, possible)

    def step_into(self, place, value, possible):
        layout = self.record.layout(possible)
        objects = self.record.objects
        is_known = not any(objects[it].symbolic or objects[it].kind == "opaque" or objects[it].partial for it in possible)
        if layout.empty and not is_known:
            return
        self.step_to_attributes(place, value, layout, is_known)
        self.step_to_items(place, value, layout, is_known)

    def step_to_attributes(self, place, value, layout, is_known):
        for name, ids in layout.attributes.items():
            found = concrete.attribute(value, name)
            if found is not MISSING:
                self.put_item("%s.%s" % (place.path, name), found, ids, place.depth + 1)
        if is_known and concrete.kind_of(value) == "instance":
            for name, item in concrete.own_attributes(value).items():
                if name not in layout.attributes and is_public(name) and concrete.is_certainly_mutable(item):
                    self.uncovered.append(("%s.%s" % (place.path, name), item))

    def step_to_items(self, place, value, layout, is_known):
        depth = place.depth + 1
        for key, item in concrete.items_of(value):
            slot, ids = "[*]", layout.rest
            if layout.items and is_plain(key):
                slot, ids = layout.items.get((type(key), key), (slot, ids))
            if ids is not None:
                self.put_item(place.path + slot, item, ids, depth)
            elif is_known and concrete.is_certainly_mutable(item):
                self.uncovered.append((place.path + "[*]", item))
            if layout.keys is not None and isinstance(value, dict):
                self.put_item(place.path + "[keys]", key, layout.keys, depth)


def is_plain(key):
    return type(key) in concrete.ATOMS or type(key) is tuple


def is_public(name):
    """Mangled names and those of the language have spellings of their own in the contract."""
    return not name.startswith("_")


# Kinds

ALSO = {
    "generator": {"iterator"},
    "iterator": {"view", "generator"},
    "method": {"function"},
    "function": {"method", "class"},  # of a library's callable a model says what a call does, not what it is
    "class": {"function"},
    "instance": {"const"},
    "module": {"instance"},
}
# What a library object without a kind of its own may not be called.
PLAIN = {"list", "dict", "set", "tuple", "bytearray", "class", "module"}


def compatible(record, value, ids):
    """Those of the abstract objects that this value may be."""
    kind = type(value)
    if kind in concrete.ATOMS:
        if kind not in PLAIN_ATOMS:
            return frozenset(it for it in ids if fits_atom(record.objects[it], value))
        key = kind, value, ids
        found = record.compatible.get(key)
        if found is None:
            found = record.compatible[key] = frozenset(it for it in ids if fits_atom(record.objects[it], value))
        return found
    key = kind, ids
    found = record.compatible.get(key)
    if found is None:
        kind = concrete.kind_of(value)
        found = frozenset(it for it in ids if fits(record.objects[it], value, kind))
        record.compatible[key] = found
    return found


def fits(abstract, value, kind):
    if abstract.kind == "opaque":
        return True
    if abstract.kind == "const":
        return fits_type(abstract, value) and not concrete.is_certainly_mutable(value)
    if isinstance(value, frozenset):
        return abstract.kind in ("set", "instance")
    if not kind:
        return abstract.kind not in PLAIN
    if abstract.kind == "instance" and abstract.class_name:
        if abstract.class_name not in (it.__name__ for it in type(value).__mro__):
            return False
    if isinstance(value, tuple) and abstract.kind == "tuple":
        return True
    return abstract.kind == kind or (abstract.kind in ALSO.get(kind, ()) and abstract.kind != "const")


def fits_atom(abstract, value):
    if abstract.kind == "const":
        return fits_type(abstract, value) and fits_value(abstract, value)
    if isinstance(value, (range, slice)):
        return abstract.kind in ("opaque", "instance", "view", "iterator")
    return abstract.kind == "opaque"


TYPE_NAMES = {"None": "NoneType", "Ellipsis": "ellipsis", "NotImplemented": "NotImplementedType"}
KNOWN_TYPES = {"int", "float", "complex", "bool", "str", "bytes", "NoneType", "ellipsis", "range", "slice", "tuple", "frozenset"}


def fits_type(abstract, value):
    name = TYPE_NAMES.get(abstract.type, abstract.type)
    if name == "unbound":
        return False
    return name not in KNOWN_TYPES or name == type(value).__name__


def fits_value(abstract, value):
    if abstract.value is None:
        return True
    if type(value) in (int, bool, str, bytes, type(None), type(...)):
        return abstract.value in (str(value), repr(value)) or is_literal(abstract.value, value)
    return True


def is_literal(text, value):
    found = records.literal(text)
    return type(found) is type(value) and found == value
