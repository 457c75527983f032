#!/usr/bin/env python3
"""Fails where clang-format 19 would change a .h or .cpp file; with --fix, lets it change them."""
import subprocess
import sys

import tree


def main():
    mode = ["-i"] if sys.argv[1:] == ["--fix"] else ["--dry-run", "-Werror"]
    files = tree.cpp_files()
    done = subprocess.run(["clang-format-19", *mode, *files], cwd=tree.ROOT, check=False)
    if done.returncode:
        print("`./dev format` formats them all.")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
