"""Items of views: of a mapping that is only shown, and of bytes."""

import array
import types


def shown(rows):
    table = {"a": rows}
    proxy = types.MappingProxyType(table)
    same = proxy["a"]
    same.append(1)
    other = proxy.get("a")
    table["b"] = [same]
    return same is rows, other is rows, proxy["b"][0] is rows


def patched():
    data = bytearray(4)
    view = memoryview(data)
    part = view[1:]
    part[0] = 7
    whole = view[:]
    whole[2] = 8
    first = view[0]
    return data, first


def sliced():
    numbers = array.array("i", [1, 2, 3])
    part = numbers[:]
    part[0] = 9
    tail = numbers[1:]
    tail.append(4)
    return numbers, part, tail


print(shown([]), patched(), sliced())
