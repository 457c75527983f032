def warm(what):
    return "hot " + what


def prepare():
    return None
