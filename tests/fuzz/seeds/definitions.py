@decorator(a=1)
class A[T](B, metaclass=M):
    shared: list[int] = []
    async def f(self, /, x, *, y=lambda *a: a):
        global g
        async with a as b, c as (d, e):
            yield (z := await x)
type Alias[T] = list[T]
