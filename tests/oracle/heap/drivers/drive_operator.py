# library: operator
# without: _operator
import operator

rows = [[1], [2]]
table = {"a": rows}
pick = operator.itemgetter("a")
two = operator.itemgetter(0, 1)(rows)
call = operator.methodcaller("append", [3])
call(rows)
print(pick(table) is rows, two[0] is rows[0], operator.attrgetter("real")(3), operator.iadd(rows, [[4]]) is rows, operator.concat([1], [2]), operator.countOf([1, 1], 1), operator.setitem(rows, 0, two[1]), operator.indexOf([5], 5))
