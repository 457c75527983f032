# what: sorted, list.sort, min, max and groupby call their keys.
import itertools


def by_length(word):
    return len(word)


def by_last(word):
    return word[-1]


def by_first(word):
    return word[0]


def arrange(words):
    words.sort(key=by_last)
    return sorted(words, key=by_length)


def extremes(words):
    return min(words, key=by_length), max(words, key=lambda word: by_last(word))


def initials(words):
    return [initial for initial, _ in itertools.groupby(words, by_first)]


assert arrange(["bb", "a"]) == ["a", "bb"]
assert extremes(["az", "b", "aaa"]) == ("b", "az")
assert initials(["aa", "ab", "b"]) == ["a", "b"]
