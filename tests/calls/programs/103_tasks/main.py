# what: Tasks, gathered coroutines, threads of an event loop and objects that are awaited run functions.
import asyncio


class Ready:
    def __await__(self):
        return iter(())


async def work(number):
    return double(number)


def double(number):
    return 2 * number


async def ticks(count):
    for number in range(count):
        yield double(number)


async def gathered():
    return await asyncio.gather(work(1), work(2))


async def task():
    started = asyncio.create_task(work(3))
    return await started


async def later():
    await Ready()
    return await asyncio.to_thread(double, 5)


async def ticked():
    return [each async for each in ticks(2)]


def run():
    return asyncio.run(gathered()), asyncio.run(task()), asyncio.run(ticked())


assert run() == ([2, 4], 6, [0, 2])
assert asyncio.run(later()) == 10
