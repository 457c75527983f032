"""The names of functions, as `doppelint inspect calls` spells them, found in compiled code.

A name is made of the module, the scopes around and the function's own name: `pkg.mod.Class.method`, and
`pkg.mod.outer.inner`. Lambdas are numbered in source order within their scope: `pkg.mod.f.<lambda1>`. A name
defined again in its scope gets `#2`. Comprehensions and generator expressions are part of the scope around them.
"""
import collections
import pathlib
import types

COMPREHENSIONS = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}
INVENTED = {"__annotate__"}  # from Python 3.14 on


def module_of(path, folder):
    """The module's name; the roots of imports are the folder and its src/."""
    parts = list(pathlib.Path(path).relative_to(folder).with_suffix("").parts)
    if parts[0] == "src":
        parts = parts[1:]
    if parts[-1] == "__init__":
        parts = parts[:-1]
    return ".".join(parts)


def sources(folder):
    return sorted(pathlib.Path(folder).rglob("*.py"))


def beginning(code):
    """Line and column; of two lambdas on a line the column tells which is first."""
    columns = [(line, column) for line, _, column, end in code.co_positions() if line and column is not None and end]
    return code.co_firstlineno, min(columns, default=(0, 0))


def codes_within(code):
    return [one for one in code.co_consts if isinstance(one, types.CodeType) and one.co_name not in INVENTED]


def comprehensions_within(code):
    for one in codes_within(code):
        if one.co_name in COMPREHENSIONS:
            yield one
            yield from comprehensions_within(one)


def scopes_within(code, comprehensions):
    around = [code, *comprehensions]
    found = [one for each in around for one in codes_within(each) if one.co_name not in COMPREHENSIONS]
    return sorted(found, key=beginning)


def named_codes(code, name):
    """(code, name) of this scope and of all within, comprehensions too."""
    comprehensions = list(comprehensions_within(code))
    yield code, name
    for one in comprehensions:
        yield one, name
    times = collections.Counter()
    for one in scopes_within(code, comprehensions):
        times[one.co_name] += 1
        yield from named_codes(one, f"{name}.{own_name(one.co_name, times[one.co_name])}")


def own_name(name, time):
    if name == "<lambda>":
        return f"<lambda{time}>"
    return name if time == 1 else f"{name}#{time}"


def functions(folder):
    """The names of all functions, classes and modules of a program."""
    found = set()
    for path in sources(folder):
        code = compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
        found.update(name for _, name in named_codes(code, module_of(path, folder)))
    return found
