import hooks


def install():
    hooks.on_start = begin


def begin():
    return "plugin"
