# what: Generic and protocol classes change nothing about who is called.
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class Reader(Protocol):
    def read(self) -> str: ...


class File:
    def read(self) -> str:
        return "file"


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self

    def top(self) -> T:
        return self.items[-1]


def use(reader: Reader) -> str:
    return reader.read()


def stacked() -> str:
    stack = Stack[Reader]()
    return use(stack.push(File()).top())


assert stacked() == "file"
