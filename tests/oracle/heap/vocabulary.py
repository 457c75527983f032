"""Types of the values in generated programs, and which names have them.

xs: list of int; rows: list of xs; table: dict of str to xs; set: set of int; tuple: tuple of xs; int; text;
maybe: None or xs; box: Box or Sub; slotted: Slotted; deque: deque of xs; buffer: bytearray; stack: Stack;
maker: function of nothing that gives xs; changer: function of an xs that gives it; iterator: iterator over ints.
"""

PARAMETER_TYPES = ["xs", "xs", "xs", "rows", "rows", "table", "box", "maybe", "int", "set", "tuple", "changer"]
CLASS_TYPES = {"box": "xs", "slotted": "xs", "stack": "xs"}


class Scope:
    """Which names are bound for sure, by type. Those of the module can be read in functions; changing what
    they hold needs no declaration."""

    def __init__(self, random_source, has_classes, outer=None, is_module=False):
        self.random = random_source
        self.has_classes = has_classes
        self.is_module = is_module
        self.bound = {}
        self.outer = {name: kind for name, kind in outer.bound.items()} if outer else {}
        self.frozen = set()

    def bind(self, name, kind):
        self.outer.pop(name, None)
        self.bound.pop(name, None)
        self.bound[name] = kind

    def forget(self, name):
        self.bound.pop(name, None)

    def mark(self):
        return dict(self.bound)

    def back_to(self, mark):
        """Only what was bound then and still has that type is sure to be bound."""
        self.bound = {name: kind for name, kind in mark.items() if self.bound.get(name) == kind}

    def names(self, kind, own=False):
        """Names of this type. Those that a loop is walking are not offered to be changed."""
        found = [name for name, it in self.bound.items() if it == kind and name not in self.frozen]
        if not own:
            found += [name for name, it in self.outer.items() if it == kind]
        return found
