def upper(text):
    return text.upper()


def shout(text):
    return text + "!"
