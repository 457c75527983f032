# what: Which function stands behind a name depends on a branch, and both branches run.
def make_formatter(verbose):
    if verbose:
        def text(value):
            return "value: " + str(value)
    else:
        def text(value):
            return str(value)
    return text


def show(verbose, value):
    formatter = make_formatter(verbose)
    return formatter(value)


assert show(True, 1) == "value: 1"
assert show(False, 1) == "1"
