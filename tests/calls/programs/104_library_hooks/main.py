# what: Parsers, commands, encoders and sorting by comparison call what they are given.
import argparse
import cmd
import functools
import json
import re


class Remember(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, remembered(values))


class Prompt(cmd.Cmd):
    def do_greet(self, line):
        return greeting(line)

    def default(self, line):
        return "unknown"


def remembered(values):
    return "kept " + values


def number(text):
    return int(text)


def greeting(name):
    return "hello " + name


def plain(value):
    return "plain"


def longer(left, right):
    return len(left) - len(right)


def upper(match):
    return match.group().upper()


def pairs(items):
    return dict(items)


def parsed():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=number)
    parser.add_argument("--name", action=Remember)
    found = parser.parse_args(["--count", "3", "--name", "a"])
    return found.count, found.name


def prompted():
    prompt = Prompt()
    return prompt.onecmd("greet ann"), prompt.onecmd("x")


def encoded():
    return json.dumps({1j}, default=plain)


def decoded():
    return json.loads("{}", object_pairs_hook=pairs)


def ordered():
    return sorted(["ccc", "a"], key=functools.cmp_to_key(longer))


def replaced():
    return re.sub("a", upper, "banana")


assert parsed() == (3, "kept a")
assert prompted() == ("hello ann", "unknown")
assert encoded() == '"plain"' and decoded() == {}
assert ordered() == ["a", "ccc"] and replaced() == "bAnAnA"
