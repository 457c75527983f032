# what: A dataclass has an __init__ that stands nowhere; it calls __post_init__ and the factories of fields.
import dataclasses
from dataclasses import dataclass, field


def empty_tags():
    return ["new"]


@dataclass
class Item:
    name: str
    tags: list = field(default_factory=empty_tags)

    def __post_init__(self):
        self.name = self.tidy()

    def tidy(self):
        return self.name.strip()


@dataclass(order=True)
class Special(Item):
    level: int = 1

    def __post_init__(self):
        super().__post_init__()
        self.level += 1


@dataclass(frozen=True)
class Plain:
    value: int

    def doubled(self):
        return Plain(2 * self.value)


def item():
    return Item(" a ").tags


def special():
    return Special(" b ", ["x"]).level


def replaced():
    return dataclasses.replace(Item("c", []), name=" d ").name


assert item() == ["new"]
assert special() == 2
assert replaced() == "d"
assert Plain(2).doubled() == Plain(4)
