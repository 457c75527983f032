#!/usr/bin/env python3
"""Writes what the program says of its commands and options into docs/doppelint.1, between the two marks there.

    packaging/manual.py PROGRAM           prints how the manual would change; ends with 1 if it would
    packaging/manual.py PROGRAM --write   changes it
"""

import difflib
import pathlib
import re
import subprocess
import sys

MANUAL = pathlib.Path(__file__).resolve().parent.parent / "docs/doppelint.1"
BEGIN, END = '.\\" BEGIN\n', '.\\" END\n'


def said(program, *arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout


def commands(program):
    listed = said(program, "help").split("Commands:\n")[1].split("\n\n")[0]
    return [line.split()[0] for line in listed.splitlines()]


def roff(text):
    """Text as a line of its own. Backquotes are how doppelint quotes."""
    text = re.sub(r"`([^`]*)`", r"\\(oq\1\\(cq", text.replace("\\", "\\e")).replace("…", "...")
    text = re.sub(r"(?<=[.!?]) (?=[A-Z\\])", "\n", text)  # a sentence begins a line
    return f"\\&{text}" if text.startswith((".", "'")) else text


def option(line):
    """An item for a line like `  -o, --output-file FILE  Write the findings to a file`."""
    left, _, description = line.strip().partition("  ")
    words = []
    for word in left.split():
        comma = word.endswith(",")
        word = word.removesuffix(",")
        words += [f"Fl {word[1:]}" if word.startswith("-") else f"Ar {word}"] + ([","] if comma else [])
    return f".It {' '.join(words)}\n{roff(description.strip())}\n"


def section(help_text):
    """What the manual says of a command with this help."""
    usage, _, rest = help_text.partition("\n\n")
    rest = re.sub(r"\n {4,}(?!-)", " ", rest)  # a description goes on below itself
    text, inside = f".Ss {roff(usage.removeprefix('Usage: '))}\n", False
    for line in rest.splitlines():
        if line.startswith("  -"):
            text += option(line)
        elif line.endswith(":"):
            text += (".El\n" if inside else "") + f".Pp\n.Sy {line.rstrip(':')}\n.Bl -tag -width Ds -compact\n"
            inside = True
        else:
            text += roff(line) + "\n"
    return text + (".El\n" if inside else "")


def manual(program):
    text = MANUAL.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    between = "".join(section(said(program, command, "--help")) for command in commands(program))
    return before + BEGIN + between + END + after


def main(program, *more):
    new, old = manual(program), MANUAL.read_text(encoding="utf-8")
    if more == ("--write",):
        MANUAL.write_text(new, encoding="utf-8")
        return 0
    difference = list(difflib.unified_diff(old.splitlines(True), new.splitlines(True), "docs/doppelint.1", "what the program says"))
    sys.stdout.writelines(difference)
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
