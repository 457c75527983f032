"""What the oracle leaves out: activations whose effects no program text tells, with the reason in a word."""

import ast

# Calls that reach names or frames behind the program's back.
BEHIND = {
    "exec": "exec",
    "eval": "exec",
    "compile": "exec",
    "_getframe": "frames",
    "currentframe": "frames",
    "locals": "frames",
    "globals": "frames",
    "settrace": "frames",
}
COMPUTED = {"setattr": "computed attribute", "delattr": "computed attribute", "__setattr__": "computed attribute"}
MODULES = {
    "threading": "threads",
    "multiprocessing": "threads",
    "_thread": "threads",
    "concurrent": "threads",
    "weakref": "lifetime",
    "gc": "lifetime",
    "inspect": "frames",
}


def reason_for_module(tree):
    """Why no activation of this module is looked at, or an empty string."""
    for node in ast.walk(tree):
        reason = reason_of_import(node) or reason_of_definition(node)
        if reason:
            return reason
    return ""


def reason_for_function(body):
    """Why activations of a function with these statements are not looked at, or an empty string."""
    waiting = list(body)
    while waiting:
        node = waiting.pop()
        reason = reason_of_call(node)
        if reason:
            return reason
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(node))
    return ""


def reason_of_import(node):
    names = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        names = [node.module]
    return next((MODULES[it.split(".")[0]] for it in names if it.split(".")[0] in MODULES), "")


def reason_of_definition(node):
    if isinstance(node, ast.ClassDef) and any(isinstance(it, ast.Name) and it.id == "type" for it in node.bases):
        return "metaclass"
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == "__del__":
        return "lifetime"
    return ""


def reason_of_call(node):
    if not isinstance(node, ast.Call):
        return ""
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    if name in COMPUTED:
        return "" if has_constant_name(node) else COMPUTED[name]
    return BEHIND.get(name, "") if isinstance(node.func, ast.Name) or name.startswith("_") else ""


def has_constant_name(call):
    return len(call.args) > 1 and isinstance(call.args[1], ast.Constant)
