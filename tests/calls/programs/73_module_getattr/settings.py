def __getattr__(name):
    if name == "handler":
        return handle
    return default(name)


def default(name):
    return 10


def handle():
    return "handled"
