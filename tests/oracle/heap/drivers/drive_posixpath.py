# library: posixpath
import posixpath

path = posixpath.join("a", "/b", "c")
print(posixpath.split(path), posixpath.splitext("x/y.tar.gz"), posixpath.normpath("/a//b/../c/."), posixpath.commonpath(["/a/b", "/a/c"]))
print(posixpath.relpath("/a/b", "/a/c"), posixpath.basename(path), posixpath.dirname(path), posixpath.isabs(path), posixpath.expandvars("$A/x"))
