# what: A decorator with arguments is called, and what it gives back is called with the function.
def repeated(times):
    def decorate(function):
        def wrapper(value):
            for _ in range(times):
                value = function(value)
            return value
        return wrapper
    return decorate


@repeated(3)
def double(value):
    return 2 * value


def tagged(tag):
    def decorate(function):
        function.tag = tag
        return function
    return decorate


@tagged("plain")
def plain():
    return "plain"


assert double(1) == 8
assert plain() == "plain" and plain.tag == "plain"
