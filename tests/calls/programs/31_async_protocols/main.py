# what: async with and async for call __aenter__, __aexit__, __aiter__, __anext__ and async generators.
import asyncio


class Session:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, trace):
        self.close()

    def close(self):
        self.closed = True


class Countdown:
    def __init__(self, start):
        self.left = start

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.left == 0:
            raise StopAsyncIteration
        self.left -= 1
        return self.left


async def ticks():
    yield tick()


def tick():
    return "tick"


async def main():
    async with Session() as session:
        values = [value async for value in Countdown(2)]
    async for value in ticks():
        values.append(value)
    return session.closed, values


assert asyncio.run(main()) == (True, [1, 0, "tick"])
