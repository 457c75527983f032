#!/usr/bin/env python3
"""Which sources of a folder may be read as one text: those whose own names have one meaning each.

    group_sources.py SOURCE...

prints the groups, a line each: its sources, separated by semicolons. Most of the time of compiling a source goes into
the headers it includes; a group reads them once.
"""
import pathlib
import re
import sys

MOST_TOGETHER = 16

# What stands at the beginning of a line is declared in a namespace: a type, an alias, a constant, a function.
DECLARED = re.compile(r"""^(?:struct|class|enum\ class|enum|union|concept)\s+(\w+)
                        | ^(?:template.*|using|concept)\s+(\w+)\s*=
                        | ^(?:inline\ |static\ |constexpr\ |const\ |thread_local\ )+[\w:<>,\ *&]*?\b(\w+)\s*(?:=|\{|\[|;)
                        | ^(?=\S)(?!\#|//|using\b|namespace\b|template\b|return\b)[\w:<>,\ *&\[\]]*?\b(?<!::)(\w+)\(""",
                      re.MULTILINE | re.VERBOSE)
BROUGHT_IN = re.compile(r"^using ([\w:]*?(\w+));", re.MULTILINE)
NO_NAME = re.compile(r"[A-Z_]+|static_assert")  # macros, as of GoogleTest
NAMESPACE = re.compile(r"^namespace ([\w:]+) \{", re.MULTILINE)


def declared_in(source):
    """The names of the source, each with its namespace, and what each stands for."""
    text = source.read_text(encoding="utf-8")
    namespace = NAMESPACE.search(text)
    declared = {name for found in DECLARED.findall(text) for name in found}
    own = {name: str(source) for name in declared if name and not NO_NAME.fullmatch(name)}
    brought_in = {name: path for path, name in BROUGHT_IN.findall(text)}
    return {(namespace and namespace[1], name): meaning for name, meaning in {**own, **brought_in}.items()}


def groups(sources, key=lambda source: source.parent):
    """Lists of sources that may be read as one text; all of a list have the same key."""
    made = []  # [key, names, sources]
    for source in sources:
        names = declared_in(source)
        for group in made:
            if (group[0] == key(source) and len(group[2]) < MOST_TOGETHER
                    and all(group[1].get(name, meaning) == meaning for name, meaning in names.items())):
                group[1].update(names)
                group[2].append(source)
                break
        else:
            made.append([key(source), dict(names), [source]])
    return [group[2] for group in made]


if __name__ == "__main__":
    for group in groups([pathlib.Path(name) for name in sys.argv[1:]]):
        print(";".join(map(str, group)))
