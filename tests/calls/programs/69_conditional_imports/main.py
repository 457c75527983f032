# what: A module that is not there is replaced by another, and a function by one of our own.
try:
    from fast_engine import compute
except ImportError:
    from slow_engine import compute

try:
    import missing_module
except ImportError:
    missing_module = None

try:
    from slow_engine import vectorize
except ImportError:
    def vectorize(items):
        return [compute(item) for item in items]


def main():
    return compute(2), vectorize([1, 2])


assert missing_module is None
assert main() == (3, [2, 3])
