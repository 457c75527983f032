"""Packages from npm that a lock file pins by hash, fetched once into build/, without running their scripts."""

import fcntl
import hashlib
import pathlib
import re
import shutil
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
OLDEST_NODE = 20
OFFLINE = re.compile(r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT")


def missing():
    """Why packages of npm cannot be used here, as a sentence; empty where they can."""
    if not (shutil.which("node") and shutil.which("npm")):
        return "node and npm are not there"
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.lstrip("v").split(".")[0]) < OLDEST_NODE:
        return f"this is node {version}, and the packages need {OLDEST_NODE} or newer"
    return ""


def fetched(pins, name):
    """The folder node_modules with what the lock file in the folder `pins` lists."""
    lock = hashlib.sha256((pins / "package-lock.json").read_bytes()).hexdigest()
    folder = ROOT / "build" / f"{name}-{lock}"
    folder.parent.mkdir(exist_ok=True)
    with open(f"{folder}.lock", "w", encoding="utf-8") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            for file in ("package.json", "package-lock.json", ".npmrc"):
                shutil.copy(pins / file, folder)
            done = subprocess.run(["npm", "ci"], cwd=folder, capture_output=True, text=True, timeout=600)
            if done.returncode != 0 and OFFLINE.search(done.stderr):
                raise unittest.SkipTest("there is no network to fetch the pinned packages from")
            if done.returncode != 0:
                raise RuntimeError(f"npm could not fetch what {pins.name}/package-lock.json pins:\n{done.stderr}")
            (folder / "complete").touch()
    return folder / "node_modules"
