# library: keyword
import keyword

print(keyword.iskeyword("if"), len(keyword.kwlist), keyword.issoftkeyword("match"))
