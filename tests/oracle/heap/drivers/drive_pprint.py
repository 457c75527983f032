# library: pprint
import pprint

rows = [[1] * 20, {"b": [2], "a": (3,)}, {4, 5}]
rows.append(rows)
print(pprint.pformat(rows, width=30), pprint.saferepr(rows), pprint.isrecursive(rows), pprint.isreadable([1]))
