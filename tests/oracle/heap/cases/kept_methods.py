"""A method that was read from an object is that object's method, whatever name it is called by."""


def collected(count):
    items = []
    add = items.append
    while True:
        add([count])
        count -= 1
        if count < 0:
            break
    found = []
    for item in items:
        if item:
            found.append(item)
        last = item
    return found, last


def adder(rows):
    return rows.append


def through_call(count):
    rows = []
    add = adder(rows)
    for one in range(count):
        add([one])
    take = rows.pop
    return rows, take() if rows else None


class Holder:
    def __init__(self):
        self.rows = []
        self.add = self.rows.append


def through_attribute():
    holder = Holder()
    row = [1]
    holder.add(row)
    row.append(2)
    return holder.rows


names = []
keep = names.append
while True:
    keep([])
    break
for name in names:
    if name:
        pass
    print(name)
print(collected(2), through_call(2), through_call(0), through_attribute())
