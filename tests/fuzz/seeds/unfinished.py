def f(a, b=[], *args, c: int = 3, **kw) -> dict:
    """text
    for x in (1, 2
