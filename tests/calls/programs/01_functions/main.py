# what: Functions call each other; one that is only passed around is not called.
def greet(name):
    return decorate("hello " + name)


def decorate(text):
    return "* " + text


def never():
    return "nobody"


def main():
    unused = never
    assert unused is not None
    assert greet("ann") == "* hello ann"


if __name__ == "__main__":
    main()
