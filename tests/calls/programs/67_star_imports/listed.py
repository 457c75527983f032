__all__ = ["public", "shared"]
__all__ += ["_named"]


def public():
    return "listed"


def shared():
    return "listed"


def _named():
    return "named"


def unlisted():
    return "unlisted"
