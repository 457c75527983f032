# library: fnmatch
import fnmatch

names = ["a.py", "b.txt", "c.py"]
found = fnmatch.filter(names, "*.py")
print(found, fnmatch.fnmatch("A.py", "*.PY"), fnmatch.fnmatchcase("a", "[!b]"), fnmatch.translate("*.[a-c]?"))
