# library: plistlib
import plistlib

rows = [1, "two", 2.5, True, b"x"]
data = plistlib.dumps({"a": rows, "b": rows})
back = plistlib.loads(data)
binary = plistlib.loads(plistlib.dumps({"a": rows, "b": rows}, fmt=plistlib.FMT_BINARY))
print(back["a"] is back["b"], binary, plistlib.UID(3))
