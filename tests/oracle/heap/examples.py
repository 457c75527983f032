"""The examples of the rows of rules/models as programs: their arguments get names, and so does what comes back."""

import ast
import os
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))
MODELS = os.path.join(HERE, "..", "..", "..", "rules", "models")
MODULES = ("collections", "copy", "dataclasses", "functools", "itertools", "operator", "os", "sys", "types", "typing")
START = "".join("import %s\n" % it for it in MODULES) + """
def same(it):
    return it

def make_list(*arguments):
    return list(arguments)

def joined(a, b):
    return a + b

def is_empty(it):
    return not it

"""
KNOWN = set(MODULES) | {"same", "make_list", "joined", "is_empty"}
# What they do concerns the program that runs them.
LEFT_OUT = {"exit", "quit", "input", "breakpoint", "globals", "locals", "vars", "dir", "help", "open", "print"}


def programs():
    """(name, text) for each example that needs nothing but what is imported here."""
    for name in sorted(os.listdir(MODELS)):
        if name.endswith(".toml"):
            with open(os.path.join(MODELS, name), "rb") as file:
                rows = tomllib.load(file).get("function", [])
            texts = [it for row in rows for it in examples_of(row)]
            for number, text in enumerate(texts):
                program = program_of(text)
                if program:
                    yield "%s_%03d.py" % (name[:-len(".toml")], number), program


def examples_of(row):
    examples = row.get("example", [])
    return [examples] if isinstance(examples, str) else examples


def program_of(text):
    tree = ast.parse(text, mode="eval").body
    names = {it.id for it in ast.walk(tree) if isinstance(it, ast.Name) and isinstance(it.ctx, ast.Load)}
    bound = {it.arg for it in ast.walk(tree) if isinstance(it, ast.arg)}
    bound |= {it.id for it in ast.walk(tree) if isinstance(it, ast.Name) and isinstance(it.ctx, ast.Store)}
    builtin = __builtins__ if isinstance(__builtins__, dict) else vars(__builtins__)
    if names - bound - KNOWN - set(builtin) or names & LEFT_OUT:
        return None
    lines = []

    def named(name, it):
        lines.append("%s = %s" % (name, ast.unparse(it)))
        return ast.Name(name, ast.Load())

    if isinstance(tree, ast.Call):
        if isinstance(tree.func, ast.Attribute) and not isinstance(tree.func.value, (ast.Name, ast.Attribute)):
            tree.func.value = named("receiver", tree.func.value)
        tree.args = [it if isinstance(it, (ast.Starred, ast.GeneratorExp)) else named("argument%d" % number, it)
                     for number, it in enumerate(tree.args)]
    lines += ["result = %s" % ast.unparse(tree), "again = result", "held = [result, again]"]
    return START + "try:\n" + "".join("    %s\n" % it for it in lines) + "except Exception as error:\n    pass\n"
