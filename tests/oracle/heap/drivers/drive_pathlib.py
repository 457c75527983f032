# library: pathlib
import pathlib

path = pathlib.PurePosixPath("/a/b") / "c.txt"
print(path.parts, path.parent, list(path.parents), path.with_suffix(".x"), path.relative_to("/a"), path.match("*.txt"), path == pathlib.PurePosixPath("/a/b/c.txt"), pathlib.PureWindowsPath("c:/x").drive)
