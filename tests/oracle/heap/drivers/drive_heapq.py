# library: heapq
# without: _heapq
import heapq

queue = []
rows = [[3, "c"], [1, "a"], [2, "b"]]
for row in rows:
    heapq.heappush(queue, row)
first = heapq.heappop(queue)
again = heapq.heappushpop(queue, [0, "z"])
other = heapq.heapreplace(queue, first)
heapq.heapify(rows)
best = heapq.nsmallest(2, rows)
worst = heapq.nlargest(2, rows, key=lambda row: row[1])
merged = list(heapq.merge([1, 4], [2, 3]))
by_key = list(heapq.merge(["bb"], ["a"], key=len))
print(first is rows[0], best, worst, merged, by_key, again, other)
