# library: tomllib, tomllib._parser, tomllib._re, tomllib._types
import tomllib

found = tomllib.loads("a = [1, [2]]\n[t.u]\nx = {y = 1.5}\n[[rows]]\nk = 'v'\n[[rows]]\nd = 2024-01-02\n")
print(found)
try:
    tomllib.loads("a = 1\na = 2")
except tomllib.TOMLDecodeError as error:
    print(error)
