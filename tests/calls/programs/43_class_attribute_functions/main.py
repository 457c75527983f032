# what: A class attribute that holds a function is a method; one in a staticmethod or a list is not bound.
def full(self):
    return self.text


def short(text):
    return text[0]


def reverse(text):
    return text[::-1]


class Page:
    render = full
    abbreviate = staticmethod(short)
    filters = [short, reverse]

    def __init__(self, text):
        self.text = text

    def filtered(self):
        text = self.text
        for each in self.filters:
            text = each(text)
        return text


class Reversed(Page):
    abbreviate = staticmethod(reverse)


def use():
    page = Page("abc")
    return page.render(), page.abbreviate("xyz"), Reversed.abbreviate("xyz")


assert use() == ("abc", "x", "zyx")
assert Page("abc").filtered() == "a"
