# library: ntpath
import ntpath

path = ntpath.join("c:\\a", "b", "d:e")
print(path, ntpath.splitdrive(path), ntpath.split(path), ntpath.normcase("A/B"), ntpath.commonpath(["c:\\a\\b", "c:\\a\\c"]))
print(ntpath.isabs(path), ntpath.splitext(path), ntpath.basename(path), ntpath.relpath("c:\\a\\b", "c:\\a"))
