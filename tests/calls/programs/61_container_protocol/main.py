# what: Subscripts, len, in, truth and del call the methods of a container.
class Shelf:
    def __init__(self):
        self.books = {}

    def __getitem__(self, key):
        return self.books[key]

    def __setitem__(self, key, book):
        self.books[key] = titled(book)

    def __delitem__(self, key):
        del self.books[key]

    def __contains__(self, key):
        return key in self.books

    def __len__(self):
        return len(self.books)


class Switch:
    def __init__(self, on):
        self.on = on

    def __bool__(self):
        return self.on


def titled(book):
    return book.title()


def fill(shelf):
    shelf["a"] = "one"
    return shelf["a"]


def clear(shelf):
    if "a" in shelf:
        del shelf["a"]
    return len(shelf)


def is_empty(shelf):
    return not shelf


def is_off():
    return "on" if Switch(False) else "off"


shelf = Shelf()
assert fill(shelf) == "One"
assert clear(shelf) == 0
assert is_empty(shelf)
assert is_off() == "off"
