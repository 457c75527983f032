# what: Decorators stack: the outer wrapper calls the inner one, which calls the function.
def bold(function):
    def in_bold():
        return "<b>" + function() + "</b>"
    return in_bold


def italic(function):
    def in_italic():
        return "<i>" + function() + "</i>"
    return in_italic


@bold
@italic
def text():
    return "text"


assert text() == "<b><i>text</i></b>"
