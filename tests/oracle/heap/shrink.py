"""Makes a program smaller while something still holds of it: whole statements first, then blocks, then expressions.

A program of several files becomes smaller file by file, and loses those that it can do without.

Works on the text by the places that `ast` tells, so that what remains is as it was written.
"""

import ast
import warnings

BATCH = 24


def shrink(text, hold, rounds=3):
    """`hold` takes a list of texts and gives back for which of them it still holds."""
    for _ in range(rounds):
        before = text
        text = with_less_statements(text, hold)
        text = with_less(text, unwrappings, hold)
        text = with_less(text, droppings, hold)
        text = with_less(text, simplifications, hold)
        if text == before:
            break
    return text


def shrink_folder(texts, hold, entry, rounds=3):
    """`texts` are those of the files by path; `hold` takes a list of such programs."""
    for _ in range(rounds):
        before = texts
        for name in sorted(texts, key=lambda it: (it == entry, len(texts[it]), it), reverse=True):
            texts = without_files(texts, hold, entry)
            if name in texts:
                texts = with_smaller_file(texts, name, hold)
        if texts == before:
            break
    return texts


def without_files(texts, hold, entry):
    candidates = [{name: text for name, text in texts.items() if name != left_out} for left_out in texts if left_out != entry]
    found = holding(candidates, hold)
    return without_files(found[0], hold, entry) if found else texts


def with_smaller_file(texts, name, hold):
    return {**texts, name: shrink(texts[name], lambda candidates: hold([{**texts, name: it} for it in candidates]), 1)}


def with_less(text, candidates_of, hold):
    """Takes the smallest candidate of the first batch in which some hold, again and again."""
    found = True
    while found:
        candidates = [it for it in dict.fromkeys(candidates_of(text)) if is_python(it)]
        found = None
        for start in range(0, len(candidates), BATCH):
            found = min(holding(candidates[start:start + BATCH], hold), key=len, default=None)
            if found:
                text = found
                break
    return text


def holding(candidates, hold):
    return [it for it, holds in zip(candidates, hold(candidates)) if holds] if candidates else []


def is_python(text):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, "shrunk", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


# Statements

def with_less_statements(text, hold):
    """Delta debugging: ever smaller runs of statements are left out, as many of them at once as can be."""
    size = max(1, len(statements(text)) // 2)
    while size:
        smaller = without_runs(text, size, hold)
        if smaller == text:
            size //= 2
        text = smaller
    return text


def without_runs(text, size, hold):
    """The text without those runs of so many statements that are not needed."""
    all_of_them = statements(text)
    runs = [all_of_them[start:start + size] for start in range(0, len(all_of_them), size)]
    candidates = [(run, without(text, run)) for run in runs]
    candidates = [(run, it) for run, it in candidates if it != text and is_python(it)]
    answers = [holds for start in range(0, len(candidates), BATCH)
               for holds in hold([it for _, it in candidates[start:start + BATCH]])]
    good = [run for (run, _), holds in zip(candidates, answers) if holds]
    while good:
        combined = without(text, [it for run in good for it in run])
        if len(good) == 1 or (is_python(combined) and hold([combined])[0]):
            return combined
        good = good[:len(good) // 2]
    return text


def statements(text):
    """(statement, block that it stands in), in order, as long as each stands on lines of its own."""
    found = []
    waiting = [ast.parse(text)]
    while waiting:
        node = waiting.pop()
        for _, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                found += [(it, value) for it in value]
            waiting += [it for it in (value if isinstance(value, list) else [value]) if isinstance(it, ast.AST)]
    return sorted(found, key=lambda it: (it[0].lineno, it[0].col_offset))


def without(text, removed):
    lines = text.split("\n")
    gone = {it for it, _ in removed}
    for statement in gone:
        for line in range(first_line(statement), statement.end_lineno + 1):
            lines[line - 1] = None
    for _, block in removed:
        if all(it in gone for it in block):
            place = first_line(block[0]) - 1
            if lines[place] is None and not inside(block[0], gone):
                lines[place] = " " * block[0].col_offset + "pass"
    return "\n".join(it for it in lines if it is not None)


def inside(statement, gone):
    """Whether something around the statement is gone, too."""
    return any(it is not statement and it.lineno <= statement.lineno and statement.end_lineno <= it.end_lineno
               and it.col_offset < statement.col_offset for it in gone)


def first_line(statement):
    return min([statement.lineno] + [it.lineno for it in getattr(statement, "decorator_list", [])])


def unwrappings(text):
    """A compound statement becomes one of its blocks."""
    lines = text.split("\n")
    for statement, _ in statements(text):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(statement, field, None)
            if block and isinstance(block, list) and first_line(block[0]) > first_line(statement):
                inner = lines[first_line(block[0]) - 1:block[-1].end_lineno]
                less = block[0].col_offset - statement.col_offset
                moved = [it[less:] if it[:less].isspace() else it for it in inner]
                yield "\n".join(lines[:first_line(statement) - 1] + moved + lines[statement.end_lineno:])


def droppings(text):
    """A name less in an import, a decorator less, an argument less."""
    lines = text.split("\n")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Import, ast.ImportFrom)) and node.lineno == node.end_lineno:
            yield from (replaced(lines, node, it) for it in with_one_less(node, "names"))
        if isinstance(node, ast.Call) and node.lineno == node.end_lineno:
            for field in ("args", "keywords"):
                yield from (replaced(lines, node, it) for it in with_one_less(node, field, 0))
        for decorator in getattr(node, "decorator_list", ()):
            yield "\n".join(lines[:decorator.lineno - 1] + lines[decorator.end_lineno:])


def with_one_less(node, field, least=1):
    parts = getattr(node, field)
    for place in range(len(parts) if len(parts) > least else 0):
        setattr(node, field, parts[:place] + parts[place + 1:])
        yield ast.unparse(node)
    setattr(node, field, parts)


# Expressions

def simplifications(text):
    """An expression becomes a part of itself, or one of the simplest."""
    lines = text.split("\n")
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.expr) or node.lineno != node.end_lineno or is_simple(node):
            continue
        if isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del)):
            continue
        parts = [segment(lines, it) for it in ast.iter_child_nodes(node) if isinstance(it, ast.expr)]
        for part in parts + ["[]", "None"]:
            if part and len(part) < len(segment(lines, node)):
                yield replaced(lines, node, part)


def is_simple(node):
    return isinstance(node, (ast.Name, ast.Constant)) or isinstance(node, ast.List) and not node.elts


def segment(lines, node):
    if node.lineno != node.end_lineno:
        return ""
    return lines[node.lineno - 1].encode("utf-8")[node.col_offset:node.end_col_offset].decode("utf-8")


def replaced(lines, node, part):
    raw = lines[node.lineno - 1].encode("utf-8")
    line = (raw[:node.col_offset] + part.encode("utf-8") + raw[node.end_col_offset:]).decode("utf-8")
    return "\n".join(lines[:node.lineno - 1] + [line] + lines[node.lineno:])
