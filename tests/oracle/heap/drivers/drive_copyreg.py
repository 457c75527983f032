# library: copyreg
import copyreg


class Point:
    def __init__(self, rows):
        self.rows = rows


rows = [1]
copyreg.pickle(Point, lambda point: (Point, (point.rows,)))
made = copyreg.dispatch_table[Point](Point(rows))
new = copyreg.__newobj__(Point)
print(made[1][0] is rows, new, copyreg._slotnames(Point))
