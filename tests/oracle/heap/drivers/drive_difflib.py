# library: difflib
import difflib

one = ["a\n", "b\n", "c\n"]
two = ["a\n", "x\n", "c\n", "d\n"]
matcher = difflib.SequenceMatcher(None, one, two)
blocks = matcher.get_matching_blocks()
codes = matcher.get_opcodes()
again = matcher.get_opcodes()
print(matcher.ratio(), codes is again, blocks, list(difflib.unified_diff(one, two)), list(difflib.ndiff(one, two)))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach"]), list(difflib.restore(difflib.ndiff(one, two), 1)))
