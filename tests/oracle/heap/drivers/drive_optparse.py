# library: optparse
import optparse

parser = optparse.OptionParser(usage="u", add_help_option=False)
parser.add_option("-a", "--all", action="append", default=[])
parser.add_option("-n", type="int", dest="number")
options, rest = parser.parse_args(["-a", "x", "-n", "3", "y"])
print(options, rest, parser.format_help())
