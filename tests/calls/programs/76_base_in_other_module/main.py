# what: A class overrides what a base class of another module calls; the base class never names it.
from framework.base import Command
from framework import runner


class Hello(Command):
    def execute(self):
        return self.prefix() + "hello"


class Bye(Command):
    def execute(self):
        return "bye"

    def prefix(self):
        return "unused"


def main():
    return runner.run_all([Hello(), Bye()])


assert main() == ["> hello", "bye"]
