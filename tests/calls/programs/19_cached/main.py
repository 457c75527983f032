# what: functools.cache and lru_cache call what they decorate.
import functools


@functools.cache
def fibonacci(number):
    return number if number < 2 else fibonacci(number - 1) + fibonacci(number - 2)


@functools.lru_cache(maxsize=8)
def load(name):
    return parse(name)


@functools.lru_cache
def parse(name):
    return name.split(".")


class Table:
    @functools.cached_property
    def rows(self):
        return self.read()

    def read(self):
        return load("a.b")


assert fibonacci(5) == 5
assert Table().rows == ["a", "b"]
