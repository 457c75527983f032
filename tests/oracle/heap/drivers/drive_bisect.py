# library: bisect
# without: _bisect
import bisect

rows = [1, 3, 5]
place = bisect.bisect(rows, 3)
left = bisect.bisect_left(rows, 3, 0, 2)
bisect.insort(rows, 4)
bisect.insort_left(rows, 2, key=lambda it: it)
print(rows, place, left)
