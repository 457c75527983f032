"""Runs the examples of rows of rules/models under this Python and checks what the rows claim.

    model_examples.py < rows.json > answers.json

Standard library only, from CPython 3.8 on; models.py makes the rows and reads the answers.
"""

import ast
import builtins
import contextlib
import errno
import importlib
import io
import itertools
import json
import sys
import warnings

from model_claims import Claims, Wrong
from model_coverage import TYPES, is_here, is_installed, missing_rows, missing_things, narrow_parameters
from model_effects import check_effects, flat
from model_objects import Recorder, is_walker, namespace, offer
from model_terms import Row
from model_world import leave_alone_what_is_there

MARK = [99]
END = object()


# They look at who calls them.
OF_THE_CALLER = ("builtins.globals", "builtins.locals", "builtins.vars", "builtins.dir")


class Places:
    """Knows for which parameter an argument is passed, and puts what is to stand in its place."""

    def __init__(self, row, bound, change):
        self.bound, self.change = bound, change
        self.stars = [it.name for it in row.parameters if it.kind == "star" and it.name in bound]
        self.called = {it.arguments[0].name for term in [row.result] + row.effects for it in term.walk()
                       if it.word in ("call", "calls") and it.arguments[0].word == "argument"}

    def name_of(self, it):
        found = [name for name, other in self.bound.items() if other is it]
        found += [name for name in self.stars if any(other is it for other in self.bound[name])]
        return found[0] if found else None

    def put(self, it):
        name = self.name_of(it)
        if name in self.called and callable(it) and not isinstance(it, Recorder):
            it = Recorder(it)
        return self.change(name, it)


def dotted(tree):
    """`a.b.c` of the attributes of a name, else nothing."""
    if isinstance(tree, ast.Attribute):
        first = dotted(tree.value)
        return first and first + "." + tree.attr
    return tree.id if isinstance(tree, ast.Name) else ""


def names_for(tree):
    """The names that an example may use: beside those of all examples, the modules that it speaks of."""
    names = namespace()
    for it in ast.walk(tree):
        if isinstance(it, ast.Name) and it.id not in names and not hasattr(builtins, it.id):
            with contextlib.suppress(ImportError):
                names[it.id] = importlib.import_module(it.id)
        elif isinstance(it, ast.Attribute) and dotted(it):
            with contextlib.suppress(ImportError):
                importlib.import_module(dotted(it))
    return names


class Example:
    """One call, taken apart, so that it can be made again with new objects."""

    def __init__(self, row, text):
        self.row, self.text = row, text
        self.tree = ast.parse(text, mode="eval").body

    def prepare(self, change=lambda name, it: it):
        """The objects of a call, new: a namespace, what is bound to the parameters, and the call itself.

        `change` may put another argument in the place of one."""
        names = names_for(self.tree)
        names.update(__name__="example", __builtins__=__builtins__)

        def value(tree):
            return eval(compile(ast.Expression(tree), self.text, "eval"), names)

        row, tree = self.row, self.tree
        if row.access == "property":
            it = value(tree.value)
            bound = row.bind([it], {})
            return Claims(row, bound, names), lambda: getattr(it, tree.attr)
        unbound = row.access is None and self.text.startswith(row.name + "(")
        through = row.is_method and isinstance(tree.func, ast.Attribute) and not unbound
        receiver = value(tree.func.value) if through else None
        function = None if through else value(tree.func)
        arguments = [value(it) for it in tree.args]
        keywords = {it.arg: value(it.value) for it in tree.keywords}
        first = [receiver] if through and row.access != "staticmethod" else []
        place = Places(row, row.bind(first + arguments, keywords), change)
        arguments = [place.put(it) for it in arguments]
        keywords = {name: place.put(it) for name, it in keywords.items()}
        if first and row.access is None:
            first = [change(place.name_of(receiver), receiver)]
            receiver = first[0]
        world = Claims(row, row.bind(first + arguments, keywords), names)
        if through:
            return world, lambda: getattr(receiver, tree.func.attr)(*arguments, **keywords)
        if row.name in OF_THE_CALLER and not world.bound:
            return world, lambda: eval(self.text, names)
        return world, lambda: function(*arguments, **keywords)

    def check(self):
        """Raises Wrong; gives back which alternatives of the result it showed."""
        world, call = self.prepare()
        world.look_around()
        try:
            result = call()
            check_effects(world, self.row.effects)
            world.check(self.row.result, result)
            world.check_calls([self.row.result] + self.row.effects)
        finally:
            world.forget()
        self.check_consumption()
        self.check_liveness()
        return world.witnessed

    # Iterators among the arguments

    def check_consumption(self):
        world, _ = self.prepare()
        if any(it.word == "call" and it.arguments[0].word == "argument" and
               not isinstance(world.bound.get(it.arguments[0].name), Recorder) for it in self.row.result.walk()):
            return  # what is called is none of ours
        for parameter in self.row.parameters:
            if parameter.name in world.bound:
                self.check_consumption_of(parameter, world)

    def check_consumption_of(self, parameter, plain):
        def claimed(word, must):
            for effect, is_sure in flat(plain, self.row.effects):
                about = effect.arguments[0] if effect.arguments else None
                if effect.word == word and (is_sure or not must) and about is not None:
                    inner = about.arguments[0] if about.word == "items" and parameter.kind == "star" else about
                    if inner.word == "argument" and inner.name == parameter.name:
                        return True
            return False

        walkers = []

        def change(name, it):
            if name != parameter.name or is_walker(it) and not walkers:
                if name == parameter.name:
                    walkers.append((it, None))
                return it
            if not isinstance(it, (list, tuple, set, frozenset)) or not len(it):
                return it
            walker = iter(it)
            walkers.append((walker, len(it)))
            return walker

        try:
            world, call = self.prepare(change)
            if not walkers:
                return
            result = call()
        except Exception:  # this parameter takes no iterator
            return
        if any(effect.word == "anything" for effect in self.row.effects):
            return
        operation = [it for it in self.row.result.walk() if it.word == "operation"]
        if operation:  # does what the operator of its operands does
            return
        for walker, length in walkers:
            left = sum(1 for _ in itertools.islice(walker, 100))
            if length is None:
                other, _ = self.prepare()
                length = sum(1 for _ in itertools.islice(other.bound[parameter.name], 100))
            if claimed("consume", True) and left:
                raise Wrong("`%s` is not used up" % parameter.name)
            if claimed("advance", True) and left == length and length:
                raise Wrong("`%s` does not advance" % parameter.name)
            if left < length and not claimed("consume", False) and not claimed("advance", False):
                raise Wrong("`%s` advances, and nothing says so" % parameter.name)
            if left < length - 1 and not claimed("consume", False):
                raise Wrong("`%s` is walked further than one item, and nothing says so" % parameter.name)
        del world, result

    # Iterators that the call makes

    def check_liveness(self):
        for term in self.row.result.walk():
            if term.word == "iterator":
                for source, is_live in sources_of(term.arguments[0], True):
                    self.check_live(source, is_live)

    def check_live(self, source, is_live):
        world, call = self.prepare()
        found = world.denote(source)
        if not found or not isinstance(found[0], (list, dict, set)) or not found[0]:
            return
        it = found[0]
        result = call()
        if isinstance(result, tuple):
            result = result[0]
        if not is_walker(result):
            return
        shown = shows_change(it, result, world)
        if shown != is_live:
            raise Wrong("the iterator %s show what is changed in `%r` after it was made"
                        % ("does" if shown else "does not", source))


def sources_of(term, is_live):
    """What an iterator over the term walks, and whether at the time when it is asked."""
    if term.word in ("items", "keys", "values"):
        yield from existing_sources(term.arguments[0], is_live)
        return
    for it in term.arguments:
        yield from sources_of(it, is_live)


def existing_sources(term, is_live):
    if term.word in ("argument", "attribute"):
        yield term, is_live
    elif term.word in ("items", "keys", "values", "item"):
        yield term, is_live
    else:
        for part in term.arguments:
            for it in part.arguments:
                yield from existing_sources(it.arguments[0] if it.word in ("items", "keys") else it, False)


def shows_change(source, walker, world):
    """Changes `source` and looks whether the walker, not asked before, gives something else for it."""
    recorders = list(world.recorders.values())
    for it in recorders:
        del it.records[:]
    if isinstance(source, list):
        source[0] = MARK
    elif isinstance(source, dict):
        source[("mark",)] = MARK
    else:
        source.add(("mark",))
    try:
        drawn = [flattened(it) for it in itertools.islice(walker, 20)]
    except RuntimeError:  # changed size during iteration
        return True
    drawn += [it for recorder in recorders for record in recorder.records for it in record[0]]
    return any(it == MARK or it == ("mark",) or (isinstance(it, list) and (MARK in it or 99 in it)) for it in drawn)


def flattened(it):
    if isinstance(it, tuple):
        return [flattened(one) for one in it]
    if is_walker(it):
        return list(itertools.islice(it, 5))
    return it


# Alternatives that an example must show

def alternatives(term, path=()):
    """Paths of the values that a result may be, as far as they differ for the heap."""
    if term.word == "either":
        for number, it in enumerate(term.arguments):
            yield from alternatives(it, path + (number,))
    elif term.word in ("if_passed", "if_kind", "if_empty"):
        for number in (1, 2):
            yield from alternatives(term.arguments[number], path + (number,))
    elif term.word == "iterator":
        for inner in alternatives(term.arguments[0], path + (0,)):
            yield inner
    elif term.word not in ("opaque", "unknown", "atom", "object", "library") or term.name == "None":
        yield path, term


def is_left_out(name):
    """Whether the row's module is one that this build lacks: those for WebAssembly come without some."""
    first = name.partition(".")[0]
    if sys.platform != "emscripten" or hasattr(builtins, first) or first in TYPES:
        return False
    try:
        importlib.import_module(first)
    except ImportError:
        return True
    return False


def is_impossible_here(problem):
    """Whether an example fails since WebAssembly has no processes, and no null device that can seek."""
    if sys.platform != "emscripten":
        return False
    return isinstance(problem, (io.UnsupportedOperation, NotImplementedError)) or \
        (isinstance(problem, OSError) and problem.errno == errno.ENOTSUP)


def run(tables, minor):
    """The answer for all rows: counts and what is wrong."""
    missing = offer({it.get("module", "builtins") for rows in tables.values() for it in rows})
    tables = {kind: [it for it in rows if it.get("module") not in missing] for kind, rows in tables.items()}
    classes = {it["name"] for it in tables["class"]}
    tables = {kind: [it for it in rows if not is_left_out(it["name"])] for kind, rows in tables.items()}
    rows = [(it, Row(it, classes)) for it in tables["function"]
            if ("library" not in it or is_installed(it["library"])) and is_here(it["name"])]
    wrong, ran, examples = [], 0, 0
    for table, row in rows:
        for text in row.examples if row.covers(minor) else []:
            names_for(ast.parse(text))  # what modules hold was there before any call
    leave_alone_what_is_there()
    warnings.simplefilter("ignore")  # of coroutines that nobody waits for

    def complain(table, sentence):
        wrong.append([table.get("file", "?"), table["name"], sentence])

    for table, row in rows:
        if not row.covers(minor) or not row.examples:
            continue
        ran += 1
        shown, all_run = set(), True
        for text in row.examples:
            examples += 1
            try:
                with contextlib.redirect_stdout(io.StringIO()):
                    shown |= Example(row, text).check()
            except Wrong as reason:
                complain(table, "%s: %s" % (text, reason))
            except Exception as problem:
                if is_impossible_here(problem):
                    all_run = False
                else:
                    complain(table, "%s: %s: %s" % (text, type(problem).__name__, problem))
        for path, term in alternatives(row.result) if all_run else []:
            if path not in shown:
                complain(table, "no example shows that the result may be `%r`" % term)
    for table in tables["constant"]:
        since = int(table.get("since", "3.0").split(".")[1])
        until = int(table.get("until", "3.255").split(".")[1])
        if since <= minor <= until and "example" in table:
            ran, examples = ran + 1, examples + 1
            try:
                check_constant(table)
            except Wrong as reason:
                complain(table, str(reason))
            except Exception as problem:
                complain(table, "%s: %s: %s" % (table["example"], type(problem).__name__, problem))
    for table, row in rows:
        for sentence in itertools.chain(missing_things(row, rows, minor, classes), narrow_parameters(row, minor)):
            complain(table, sentence)
    for sentence in missing_rows(rows, tables["class"], minor):
        wrong.append(["-", "-", sentence])
    return {"rows": ran, "examples": examples, "wrong": wrong}


def check_constant(table):
    """The value is the same object each time, and of the kind that the row says."""
    names = names_for(ast.parse(table["example"]))
    it = eval(table["example"], names)
    if eval(table["example"], names) is not it:
        raise Wrong("it is another object each time")
    row = Row({"name": table["name"], "parameters": "", "result": table["value"]}, set())
    world = Claims(row, {}, {})
    world.check_fresh = lambda it: None
    world.check_opaque = lambda term, it, path: None
    world.check(row.result, it)


def main():
    tables = json.load(sys.stdin)
    json.dump(run(tables, sys.version_info[1]), sys.stdout)


if __name__ == "__main__":
    main()
