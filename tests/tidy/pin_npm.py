#!/usr/bin/env python3
"""Writes the lock files of npm packages anew, from the package.json beside each: versions and hashes, no addresses.

    tests/tidy/pin_npm.py FOLDER...
"""
import json
import pathlib
import subprocess
import sys

# npm notes these for people, and needs neither. Both may hold addresses.
NOT_NEEDED = ("funding", "deprecated")


def main():
    for folder in map(pathlib.Path, sys.argv[1:]):
        subprocess.run(["npm", "install", "--ignore-scripts", "--package-lock-only"], cwd=folder, check=True)
        path = folder / "package-lock.json"
        lock = json.loads(path.read_text(encoding="utf-8"))
        for name, package in lock["packages"].items():
            for key in NOT_NEEDED:
                package.pop(key, None)
            if name and "integrity" not in package:
                sys.exit(f"{path}: {name} has no hash")
        path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
