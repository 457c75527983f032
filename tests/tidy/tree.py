"""Which files the project has: those that git tracks or would track."""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def paths(*patterns):
    """Sorted paths relative to the root, as text; `patterns` are git's."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run([*command, "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        sys.exit(f"git could not list the project's files, and the check needs that list: {said.strip()}")
    listed = {path for path in done.stdout.split("\0") if path}
    return sorted(path for path in listed if (ROOT / path).is_file())


def cpp_files():
    return paths("*.h", "*.cpp")
