# what: Calling an async function is the call; awaiting it is not another one.
import asyncio


async def fetch(name):
    await asyncio.sleep(0)
    return decode(name)


def decode(name):
    return name.encode()


async def both():
    first = fetch("a")
    second = await fetch("b")
    return await first + second


async def together():
    return await asyncio.gather(fetch("c"), both())


class Client:
    async def get(self, name):
        return await self.send(name)

    async def send(self, name):
        return await fetch(name)


async def main():
    client = Client()
    return await together(), await client.get("d")


assert asyncio.run(main()) == ([b"c", b"ab"], b"d")
