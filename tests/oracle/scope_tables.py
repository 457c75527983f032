"""Symbol tables in one form, whether they come from Python or from doppelint, and how they differ.

A table is a dict: kind, name, line, names {name: [scope, own]} and children. `scope` is one of L (local),
GE and GI (explicitly and implicitly global), F (free), C (cell); `own` tells a name that the scope mentions
from one that only passes through to an inner scope. The kinds are those of src/program/scope.h.

Works on CPython 3.8 and newer and inside Pyodide.
"""

import json

SCOPES = {1: "L", 2: "GE", 3: "GI", 4: "F", 5: "C"}
PROBE_SCOPES = {"local": "L", "global_explicit": "GE", "global_implicit": "GI", "free": "F", "cell": "C"}

COMPREHENSIONS = ("listcomp", "setcomp", "dictcomp")
FUNCTION_LIKE = (
    "function",
    "lambda",
    "comprehension",
    "generator",
    "annotation",
    "type_parameters",
    "type_alias",
    "type_variable",
)
SEES_CLASS = ("annotation", "type_parameters", "type_alias", "type_variable")

# Names that the compiler invents for itself; no program can say what they hold.
INVENTED = {
    "__classdict__": "3.12: the cell through which a type or annotation scope sees the class's namespace",
    "__type_params__": "3.12: the compiler's own store into the body of a generic class",
    "__conditional_annotations__": "3.14: which of the annotations under an `if` were reached",
}


# What single versions do on their own: the first and the last of them, and what it is.
NEWEST = (3, 99)
VERSIONS = {
    "future annotations": (
        (3, 8),
        (3, 9),
        "names in annotations count even under `from __future__ import annotations`",
    ),
    "lines in strings": (
        (3, 8),
        (3, 8),
        "lines of what stands in a formatted string are counted wrongly",
    ),
    "class of a comprehension": (
        (3, 12),
        (3, 12),
        "`__class__` of a comprehension stays free in the class around (until 3.12.4)",
    ),
    "names of generic classes": (
        (3, 12),
        (3, 12),
        "the private name of a generic class, and its bases, are mangled with itself",
    ),
    "annotations of locals": (
        (3, 14),
        NEWEST,
        "annotations of local variables have a scope that is never made into code",
    ),
}


def has(version, exception):
    first, last, _ = VERSIONS[exception]
    return first <= version <= last


def is_invented(name):
    """`.0`, `.defaults`, `.kwdefaults`, `.generic_base`, `.type_params`, `.format` are hidden variables."""
    return name.startswith(".") or name in INVENTED


# --- Python's half -------------------------------------------------------------------------------------


def tables_of_python(source, path):
    """{"table": …} of bytes, or {"error": …} where this Python does not accept them."""
    import warnings

    import _symtable

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            top = _symtable.symtable(source, path, "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return {"error": "%s: %s" % (type(error).__name__, error)}
    return {"table": raw_table(top), "future": b"import annotations" in source}


def raw_table(table):
    import _symtable

    flags_below_scope = (1 << _symtable.SCOPE_OFF) - 1
    names = {}
    for name, flags in table.symbols.items():
        scope = SCOPES[(flags >> _symtable.SCOPE_OFF) & _symtable.SCOPE_MASK]
        names[name] = [scope, 1 if flags & flags_below_scope else 0]
    return {
        "kind": python_kind(table),
        "name": table.name.strip("<>"),
        "line": table.lineno,
        "names": names,
        "children": [raw_table(child) for child in table.children],
    }


def python_kind(table):
    import _symtable

    types = {
        "TYPE_MODULE": "module",
        "TYPE_CLASS": "class",
        "TYPE_ANNOTATION": "annotation",
        "TYPE_TYPE_VAR_BOUND": "type_variable",
        "TYPE_TYPE_VARIABLE": "type_variable",
        "TYPE_TYPE_ALIAS": "type_alias",
        "TYPE_TYPE_PARAM": "type_parameters",
        "TYPE_TYPE_PARAMETERS": "type_parameters",
    }
    for attribute, kind in types.items():
        # 3.12 has numbers, 3.13 and newer an enumeration; 3.12's for annotations is never used.
        if table.type == getattr(_symtable, attribute, None):
            return kind
    name = table.name.strip("<>")
    if name == "lambda":
        return "lambda"
    if ".0" in table.symbols:
        return "comprehension" if name in COMPREHENSIONS else "generator"
    return "function"


def of_python(table, version):
    """A dumped table without what the compiler invents for itself."""
    children = table["children"]
    if has(version, "annotations of locals"):
        children = without_annotations_of_locals(table)
    return with_children(table, [of_python(child, version) for child in children])


def without_annotations_of_locals(table):
    """The scope of such annotations stands where the first of them does; that of an inner function's stands
    right before the function and on its line."""
    kept = []
    siblings = table["children"]
    for place, child in enumerate(siblings):
        if child["kind"] == "annotation" and table["kind"] in ("function", "lambda"):
            after = siblings[place + 1] if place + 1 < len(siblings) else None
            if after is None or after["kind"] != "function" or after["line"] != child["line"]:
                continue
        kept.append(child)
    return kept


# --- doppelint's half ----------------------------------------------------------------------------------


def of_probe(scopes, version):
    """The tree of the probe's scopes, in the words of Python `version`."""
    tables = []
    for scope in scopes:
        table = {
            "kind": scope["kind"].rstrip("_"),
            "name": scope["name"],
            "line": scope["line"],
            "names": {name: [PROBE_SCOPES[it[0]], 1 if it[1] else 0] for name, it in scope["names"].items()},
            "children": [],
        }
        tables.append(table)
        if scope["parent"] is not None:
            tables[scope["parent"]]["children"].append(table)
    root = tables[0]
    if version >= (3, 12):
        root, _ = inlined(root, version)
    return with_children(root, [tidied(child) for child in root["children"]])


def tidied(table):
    return with_children(table, [tidied(child) for child in table["children"]])


def with_children(table, children):
    kept = [child for child in children if not is_empty_annotation(child)]
    names = {name: it for name, it in table["names"].items() if not is_invented(name)}
    return dict(table, names=names, children=kept)


def is_empty_annotation(table):
    """3.14: every function has an annotation scope, also without annotations."""
    return table["kind"] == "annotation" and not table["names"] and not table["children"]


# --- PEP 709 -------------------------------------------------------------------------------------------


def inlined(table, version, in_class=False):
    """Merges comprehensions into the scope around them, as 3.12 and newer do before anyone can ask; gives
    the new table and the names that are free in it. Follows `inline_comprehension` of CPython's symtable.c."""
    names = {name: list(it) for name, it in table["names"].items()}
    sees_class = in_class and table["kind"] in SEES_CLASS
    children, free, cells = [], set(), set(table.get("cells", ()))
    for child in table["children"]:
        child, child_free = inlined(child, version, table["kind"] == "class")
        if child["kind"] == "comprehension" and not sees_class:
            merge(names, table["kind"], child, child_free, cells, version)
            children += child["children"]
        else:
            children.append(child)
        free |= child_free
    settle(names, table["kind"], free, cells)
    return dict(table, names=names, children=children, cells=cells), free


def merge(names, kind, comprehension, free, cells, version):
    """What becomes of the comprehension's names in the scope around it. Changes `names`, `free`, `cells`."""
    cells |= comprehension["cells"]
    for name, (scope, _) in comprehension["names"].items():
        if scope == "C":
            cells.add(name)
        existing = names.get(name)
        if existing is None or not existing[1]:
            if kind == "class" and name == "__class__" and scope == "F" and version >= (3, 13):
                scope = "GI"
                free.discard(name)
            names[name] = [scope, 1]
        elif existing[0] in ("L", "C") and kind != "class":
            if not any(child["names"].get(name, " ")[0] == "F" for child in comprehension["children"]):
                free.discard(name)


def settle(names, kind, free, cells):
    """Which locals are cells and which names the scope around has to provide. Changes `names` and `free`."""
    for name, it in list(names.items()):
        if kind in FUNCTION_LIKE and it[0] in ("L", "C"):
            it[0] = "C" if name in free or name in cells else "L"
            free.discard(name)
        elif it[0] == "F" and not it[1] and name not in free:
            del names[name]  # nobody inside asks for it any more
        elif it[0] == "F":
            free.add(name)
    if kind == "class":
        free.discard("__class__")


# --- Differences ---------------------------------------------------------------------------------------


def differences(expected, found, version, where=""):
    """One line per name or table that is not the same in both."""
    lines = []
    place = where + "/" + label(expected)
    for name in sorted(set(expected["names"]) | set(found["names"])):
        left = expected["names"].get(name, ["absent"])[0]
        right = found["names"].get(name, ["absent"])[0]
        if left != right and not excepted_name(expected, name, left, right, version):
            lines.append("%s: %s: expected %s, found %s" % (place, name, left, right))
    left, right = by_place(expected["children"], version), by_place(found["children"], version)
    for key in sorted(set(left) | set(right)):
        lines += differences_of_group(left.get(key, []), right.get(key, []), version, place)
    return lines


def differences_of_group(expected, found, version, where):
    """Tables of one kind, name and line. Their order is not told apart: it follows the compiler's walk, not
    the text."""
    if len(expected) != len(found):
        sample = (expected or found)[0]
        return ["%s: %s: expected %d tables, found %d" % (where, label(sample), len(expected), len(found))]
    lines = []
    for left, right in zip(sorted(expected, key=signature), sorted(found, key=signature)):
        lines += differences(left, right, version, where)
    return lines


def by_place(tables, version):
    groups = {}
    for table in tables:
        kind = table["kind"]
        name = "" if kind == "annotation" else table["name"]
        in_string = has(version, "lines in strings") and kind in ("lambda", "comprehension", "generator")
        lineless = kind == "annotation" or in_string
        groups.setdefault((kind, name, 0 if lineless else table["line"]), []).append(table)
    return groups


def signature(table):
    names = sorted((name, it[0]) for name, it in table["names"].items())
    name = "" if table["kind"] == "annotation" else table["name"]
    return json.dumps([name, names, sorted(map(signature, table["children"]))])


def label(table):
    return "%s %s@%d" % (table["kind"], table["name"], table["line"])


# --- What single versions do on their own ---------------------------------------------------------------


def excepted_file(python, version):
    """Why a file is not compared, or an empty string."""
    if python["future"] and has(version, "future annotations"):
        return VERSIONS["future annotations"][2]
    return ""


def excepted_name(table, name, expected, found, version):
    """Whether a difference of one name is this version's own doing."""
    if has(version, "class of a comprehension") and table["kind"] == "class" and name == "__class__":
        return True
    if has(version, "names of generic classes") and "__" in name and "absent" in (expected, found):
        return has_generic_class(table)
    return False


def has_generic_class(table):
    if table["kind"] == "type_variable":
        return True
    parameters = [it for it in [table] + table["children"] if it["kind"] == "type_parameters"]
    return any(child["kind"] == "class" for it in parameters for child in it["children"])
