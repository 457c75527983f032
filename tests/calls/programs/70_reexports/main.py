# what: A package gives its modules' functions and classes further, some under other names.
import library
from library import Reader, parse, run

assert parse("a b") == ["a", "b"]
assert Reader("a b").words() == ["a", "b"]
assert run("c") == ["c"]
assert library.core.tokens.split("d e") == ["d", "e"]
