# library: getopt
import getopt

options, rest = getopt.getopt(["-a", "-b", "x", "--long=1", "y"], "ab:", ["long="])
found = getopt.gnu_getopt(["y", "-a"], "a")
print(options, rest, found)
