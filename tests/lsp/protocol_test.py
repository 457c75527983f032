"""Walks through the protocol with Microsoft's library for it, which knows the type of everything that is said.

The library is an npm package that protocol_client/package-lock.json pins; it is fetched once, into build/.
"""

import os
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/editors"))
import pinned_npm  # noqa: E402

MISSING = pinned_npm.missing()
CLIENT = pathlib.Path(__file__).with_name("protocol_client")


@unittest.skipIf(MISSING, MISSING)
class Protocol(unittest.TestCase):
    def test_walk(self):
        packages = pinned_npm.fetched(CLIENT, "protocol-client")
        done = subprocess.run(["node", "--test", CLIENT / "walk.js"], env=os.environ | {"NODE_PATH": str(packages)},
                              capture_output=True, text=True, timeout=600)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
