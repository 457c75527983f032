#!/usr/bin/env python3
"""Draws the pictures of docs/pictures.md with the commands that stand there.

    packaging/pictures.py PROGRAM           says which of them the program would draw otherwise; ends with 1 if any
    packaging/pictures.py PROGRAM --write   draws them, and with Chromium what they look like in light and dark
"""

import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/pictures.md"
COMMAND = re.compile(r"^\$ doppelint (heap .* --format svg) > (docs/pictures/\S+\.svg)$", re.MULTILINE)
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# What Chromium calls the two.
SCHEMES = {"light": 1, "dark": 0}


def drawn(program):
    """Each picture's path and what the program draws there."""
    for command, path in COMMAND.findall(PAGE.read_text(encoding="utf-8")):
        done = subprocess.run([program, *shlex.split(command)], cwd=ROOT, capture_output=True, check=True)
        yield ROOT / path, done.stdout


def photograph(picture):
    width, height = re.search(rb'width="(\d+)" height="(\d+)"', picture.read_bytes()).groups()
    page = f'<!DOCTYPE html><body style="margin:0"><img style="display:block" src="{picture.as_uri()}">'
    for name, scheme in SCHEMES.items():
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            holder = pathlib.Path(folder) / "page.html"
            holder.write_text(page, encoding="utf-8")
            subprocess.run([BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                            "--hide-scrollbars", f"--user-data-dir={folder}/profile",
                            f"--blink-settings=preferredColorScheme={scheme}",
                            f"--window-size={int(width)},{int(height)}",
                            f"--screenshot={picture.with_suffix('')}-{name}.png", holder.as_uri()],
                           capture_output=True, timeout=120, check=True)


def main(program, *options):
    program = str(pathlib.Path(program).resolve())
    different = [(path, picture) for path, picture in drawn(program) if not path.is_file() or path.read_bytes() != picture]
    if options == ("--write",):
        for path, picture in drawn(program):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(picture)
            if BROWSER:
                photograph(path)
        return 0
    for path, _ in different:
        print(f"{path.relative_to(ROOT)} is not what the program draws")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) in (2, 3) else __doc__)
