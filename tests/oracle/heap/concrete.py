"""Real objects as the comparison sees them: what kind they are, what they hold, and whether that changed."""

import array
import builtins
import collections
import enum
import types

MISSING = object()
# The names of the modules that are looked at now; their classes are the program's own.
PROJECT = {"__main__"}
BUILTIN_NAMES = frozenset(dir(builtins))
# Of a larger container only so many items are looked at.
MOST_ITEMS = 40

ATOMS = frozenset([int, float, complex, bool, str, bytes, type(None), type(...), type(NotImplemented), range, slice])
PLAIN_KINDS = {
    list: "list",
    dict: "dict",
    set: "set",
    tuple: "tuple",
    bytearray: "bytearray",
    types.ModuleType: "module",
    types.MethodType: "method",
    types.FunctionType: "function",
    types.GeneratorType: "generator",
    types.CoroutineType: "generator",
    types.AsyncGeneratorType: "generator",
    types.CellType: "cell",
    memoryview: "view",
    types.MappingProxyType: "view",
    type({}.keys()): "view",
    type({}.values()): "view",
    type({}.items()): "view",
}
LIBRARY_CONTAINERS = (collections.deque, dict, list, set, bytearray, array.array)
FROZEN = (tuple, frozenset, str, bytes, int, float, complex, BaseException, enum.Enum)
SEQUENCES = (list, tuple, collections.deque)


# What a type says of its objects. Types come and go with programs; `forget_programs` forgets them.
Nature = collections.namedtuple("Nature", "kind mutable certainly_mutable")
NATURES = {}


def forget_programs():
    PROJECT.clear()
    PROJECT.add("__main__")
    NATURES.clear()


def nature_of(value):
    nature = NATURES.get(type(value))
    if nature is None:
        nature = Nature(find_kind(value), find_mutable(value), find_certainly_mutable(value))
        if type(value) is not types.BuiltinFunctionType:
            NATURES[type(value)] = nature
    return nature


def kind_of(value):
    """The contract's word for the object, `const` for atoms, or an empty string where it has no clear one."""
    return nature_of(value).kind


def is_mutable(value):
    """Whether two names for this object could tell it by a change. Of what the library makes, only what holds
    items counts; an iterator is changed by being read."""
    return nature_of(value).mutable


def is_certainly_mutable(value):
    """Of these the analyzer may not say that they are immutable."""
    return nature_of(value).certainly_mutable


def find_kind(value):
    kind = type(value)
    if kind in ATOMS:
        return "const"
    if kind in PLAIN_KINDS:
        return PLAIN_KINDS[kind]
    if isinstance(value, type):
        return "class"
    if isinstance(value, (types.BuiltinFunctionType, types.MethodWrapperType)):
        return "method" if has_own_self(value) else "function"
    if isinstance(value, (types.WrapperDescriptorType, types.MethodDescriptorType)):
        return "function"
    if isinstance(value, LIBRARY_CONTAINERS + (tuple,)) or is_of_project(kind):
        return "instance"
    if hasattr(kind, "__next__") and kind.__module__ in ("builtins", "itertools"):
        return "iterator"
    return ""


def has_own_self(value):
    return not isinstance(getattr(value, "__self__", None), (types.ModuleType, type(None)))


def is_of_project(kind):
    return kind.__module__ in PROJECT


def find_mutable(value):
    kind = type(value)
    if kind in ATOMS or kind is tuple:
        return False
    if isinstance(value, LIBRARY_CONTAINERS):
        return True
    return find_kind(value) in ("instance", "iterator", "generator", "class", "function") and not isinstance(value, tuple)


def find_certainly_mutable(value):
    if isinstance(value, LIBRARY_CONTAINERS):
        return True
    kind = type(value)
    return is_of_project(kind) and hasattr(value, "__dict__") and not is_frozen(value)


def is_frozen(value):
    parameters = getattr(type(value), "__dataclass_params__", None)
    return isinstance(value, FROZEN) or (parameters is not None and parameters.frozen)


# What an object holds

def items_of(value):
    """(key, item) pairs of a container: index, key, or None for what has neither. MOST_ITEMS of them."""
    if isinstance(value, SEQUENCES):
        return list(enumerate(first_of(value)))
    if isinstance(value, dict):
        return list(zip(first_of(dict.keys(value)), first_of(dict.values(value))))
    if isinstance(value, (set, frozenset)):
        return [(None, it) for it in first_of(value)]
    return ()


def first_of(items):
    if len(items) <= MOST_ITEMS:
        return list(items)
    return [it for _, it in zip(range(MOST_ITEMS), items)]


def own_attributes(value):
    """The attributes that the object itself has, by name; nothing of the program runs to find them."""
    kind = type(value)
    if kind in ATOMS or kind in (list, dict, set, tuple):
        return {}
    found = dict(getattr_quietly(value, "__dict__") or {})
    for base in kind.__mro__:
        for name, slot in base.__dict__.items():
            if isinstance(slot, types.MemberDescriptorType) and base.__module__ not in ("builtins", "collections"):
                try:
                    found.setdefault(name, slot.__get__(value))
                except AttributeError:
                    pass
    return found


def getattr_quietly(value, name):
    try:
        return object.__getattribute__(value, name)
    except (AttributeError, TypeError):
        return type.__getattribute__(value, name) if isinstance(value, type) else None


def attribute(value, name):
    """What `value.name` is where finding it runs no code of the program and makes no new object."""
    own = own_attributes(value)
    if name in own and not isinstance(value, type):
        return own[name]
    for base in value.__mro__ if isinstance(value, type) else type(value).__mro__:
        if name in base.__dict__:
            found = base.__dict__[name]
            if isinstance(value, type) and isinstance(found, types.FunctionType):
                return found
            return MISSING if hasattr(type(found), "__get__") else found
    if name.startswith("__") and not name.endswith("__"):
        return private_attribute(value, name)
    return MISSING


def private_attribute(value, name):
    kind = value if isinstance(value, type) else type(value)
    mangled = ("_" + base.__name__.lstrip("_") + name for base in kind.__mro__)
    return next((it for it in (attribute(value, one) for one in mangled) if it is not MISSING), MISSING)


# Change

def contents(value):
    """What the object holds now, as a flat tuple to be compared by identity; None for what is not watched.
    Holding it keeps the parts alive, so that no identity is used twice."""
    kind = type(value)
    if kind in ATOMS or kind is tuple:
        return None
    if kind is list:
        return tuple(value)
    if kind is dict:
        return tuple(value) + tuple(value.values())
    if kind is set:
        return tuple(value)
    if kind is bytearray or isinstance(value, array.array):
        return (bytes(value),)
    if isinstance(value, type):
        return contents_of_class(value)
    if kind is types.FunctionType:
        return attributes_flat(value.__dict__)
    if kind_of(value) == "instance":
        return contents_of_instance(value)
    return None


def public_contents(value, known):
    """The same, which is `known`, without attributes whose names begin with an underscore."""
    if kind_of(value) != "instance" or not any(name.startswith("_") for name in own_attributes(value)):
        return known
    return contents_of_instance(value, {name: it for name, it in own_attributes(value).items() if not name.startswith("_")})


def contents_of_class(value):
    if not is_of_project(value):
        return None
    return attributes_flat({k: v for k, v in value.__dict__.items() if not (k.startswith("__") and k.endswith("__"))})


def contents_of_instance(value, attributes=None):
    flat = attributes_flat(own_attributes(value) if attributes is None else attributes)
    if isinstance(value, dict):
        return flat + tuple(dict.keys(value)) + tuple(dict.values(value))
    if isinstance(value, set):
        return flat + tuple(set.__iter__(value))
    if isinstance(value, list):
        return flat + tuple(list.__iter__(value))
    if isinstance(value, collections.deque):
        return flat + tuple(value)
    return flat


def attributes_flat(attributes):
    return tuple(attributes) + tuple(attributes.values())


def same_contents(before, now):
    if len(before) != len(now):
        return False
    return all(a is b or is_equal_text(a, b) for a, b in zip(before, now))


def is_equal_text(a, b):
    """Names and raw bytes stand for themselves; all else is compared by identity."""
    return type(a) is type(b) and type(a) in (bytes, str) and a == b
