# what: Functions stand in a list and a tuple; a loop calls each, an index one.
def strip(text):
    return text.strip()


def lower(text):
    return text.lower()


def first_word(text):
    return text.split()[0]


STEPS = [strip, lower]


def clean(text):
    for step in STEPS:
        text = step(text)
    return text


def extract(text):
    chain = (clean, first_word)
    return chain[1](chain[0](text))


assert extract("  Good DAY ") == "good"
