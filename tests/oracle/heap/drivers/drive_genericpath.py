# library: genericpath
import genericpath

names = ["abc", "abd"]
print(genericpath.commonprefix(names), genericpath.exists("nowhere"), genericpath.isfile("nowhere"), genericpath.isdir("."))
