# library: string
import string

template = string.Template("$a and ${b} $$")
print(template.substitute({"a": 1}, b=2), template.safe_substitute(a=3), string.capwords("a b"), string.Formatter().format("{0[0]} {k}", [1], k=2))
