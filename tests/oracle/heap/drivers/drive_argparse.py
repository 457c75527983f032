# library: argparse
import argparse

parser = argparse.ArgumentParser(prog="p", description="words", add_help=False)
parser.add_argument("--many", action="append", default=[])
parser.add_argument("-v", action="count", default=0)
group = parser.add_mutually_exclusive_group()
group.add_argument("--yes", action="store_true")
parser.add_argument("rest", nargs="*", type=int)
found = parser.parse_args(["--many", "a", "--many=b", "-vv", "1", "2"])
again = parser.parse_args([])
print(found, again, parser.format_usage())
