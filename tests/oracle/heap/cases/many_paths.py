"""More access paths than are compared."""


def many(a, b, c, d):
    e = {"a": [a], "b": [b], "c": [c], "d": [d], "e": [a], "f": [b], "g": [c]}
    f = {"a": [a], "b": [b], "c": [c], "d": [d], "e": [a], "f": [b], "g": [c]}
    g = {"a": e, "b": f, "c": e, "d": f, "e": [e], "f": (f, e), "g": {"a": e}}
    h = {"a": e, "b": f, "c": e, "d": f, "e": [e], "f": (f, e), "g": {"a": e}}
    i = {"a": g, "b": h, "c": g, "d": h, "e": [g], "f": (h, g), "g": {"a": g}}
    j = {"a": g, "b": h, "c": g, "d": h, "e": [g], "f": (h, g), "g": {"a": g}}
    k, m, n, o = [i, j, g, h, e, f], [j, i, h], [i, g], [h, i, f]
    p, q, r, s = (i, j, g, h, e, f), (j, i, h), (i, g), (h, i, f)
    t = {"a": i, "b": j, "c": i, "d": j, "e": g, "f": h, "g": i}
    u = {"a": i, "b": j, "c": i, "d": j, "e": g, "f": h, "g": t}
    v = {"a": i, "b": j, "c": i, "d": j, "e": u, "f": h, "g": t}
    w = {"a": i, "b": v, "c": i, "d": j, "e": u, "f": h, "g": t}
    x = {"a": w, "b": v, "c": i, "d": j, "e": u, "f": h, "g": t}
    y = {"a": w, "b": v, "c": x, "d": j, "e": u, "f": h, "g": t}
    print(len(y))
    return k, m, n, o, p, q, r, s


print(len(many([1], [2], {}, {1: []})))
