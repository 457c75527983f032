__all__ = ("other",)


def helper():
    return "tools"


def other():
    return inner()


def inner():
    return "tools"
