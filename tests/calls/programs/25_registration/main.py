# what: A decorator fills a dict that is asked later.
HANDLERS = {}


def handles(kind):
    def register(function):
        HANDLERS[kind] = function
        return function
    return register


@handles("open")
def on_open(event):
    return "opened " + event


@handles("close")
def on_close(event):
    return "closed " + event


def dispatch(kind, event):
    return HANDLERS[kind](event)


assert dispatch("open", "a") == "opened a"
assert dispatch("close", "b") == "closed b"
