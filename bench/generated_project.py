#!/usr/bin/env python3
"""Writes a project of many modules that import and call one another: for measuring how the cost grows.

    generated_project.py COUNT FOLDER
"""
import pathlib
import sys

FUNCTIONS = 8
CLASS = """\
class C{number}:
    def __init__(self, rows=None):
        self.rows = [] if rows is None else rows
        self.table = {{}}

    def put(self, key, value):
        self.table.setdefault(key, []).append(value)
        self.rows.append(value)
        return self

    def all(self):
        return list(self.rows)
"""
FUNCTION = """\
def f{number}_{place}(given, other=0):
    made = C{used}(given)
    for row in made.all():
        made.put(row, other)
    rows = [row for row in made.rows if row]
    table = dict(made.table)
    table["rows"] = rows
    if other:
        f{used}_0(rows, 0)
    return table
"""


def module(number):
    """Uses the module before it, one some way back, and one halfway to the first."""
    used = [it for it in (number - 1, number - 7, number // 2) if 0 <= it < number]
    parts = ["".join(f"from m{it:05} import C{it}, f{it}_0\n" for it in sorted(set(used)))]
    parts.append(CLASS.format(number=number))
    for place in range(FUNCTIONS):
        parts.append(FUNCTION.format(number=number, place=place, used=used[place % len(used)] if used else number))
    return "\n\n".join(parts)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(int(sys.argv[1])):
        (folder / f"m{number:05}.py").write_text(module(number), encoding="utf-8")


if __name__ == "__main__":
    main()
