"""Looks at the HTML page in a real browser: that it shows something, and that its script runs without errors."""

import os
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import unittest
import zlib

DOPPELINT = os.environ["DOPPELINT"]
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def image_bytes(png):
    """What the image data of a PNG unpack to."""
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        if png[at + 4:at + 8] == b"IDAT":
            data += png[at + 8:at + 8 + length]
        at += 12 + length
    return zlib.decompress(data)


class HtmlPage(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.page = self.root / "page.html"
        subprocess.run([DOPPELINT, "check", "-q", "--output-format", "html", "-o", self.page, "fixtures/tour"],
                       cwd=ROOT, timeout=300, stdin=subprocess.DEVNULL)

    def browse(self, *options):
        command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                   "--run-all-compositor-stages-before-draw", "--enable-logging=stderr",
                   f"--user-data-dir={self.root / 'profile'}", "--virtual-time-budget=5000", *options, self.page.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
        self.assertEqual(done.returncode, 0, done.stderr)
        said = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
        self.assertEqual(said, [], "the page's script complains")
        return done.stdout

    def test_needs_nothing_from_outside(self):
        text = self.page.read_text(encoding="utf-8")
        self.assertNotRegex(text, r"""(?:src|href)\s*=|@import|url\(|https?://""")
        self.assertIn("<article", text)

    @unittest.skipUnless(BROWSER, "no Chromium is there to look at the page")
    def test_shows_something(self):
        picture = self.root / "page.png"
        self.browse(f"--screenshot={picture}", "--window-size=1000,1400")
        self.assertGreater(len(set(image_bytes(picture.read_bytes()))), 40, "the page is blank")
        if keep := os.environ.get("DOPPELINT_KEEP_SCREENSHOT"):
            shutil.copy(picture, keep)

    @unittest.skipUnless(BROWSER, "no Chromium is there to look at the page")
    def test_filters(self):
        everything = len(re.findall("<article", self.page.read_text(encoding="utf-8")))
        with self.page.open("a", encoding="utf-8") as page:
            page.write("<script>form.elements.rule.value = 'DPL402'; form.dispatchEvent(new Event('input'));</script>")
        seen = self.browse("--dump-dom")
        hidden = len(re.findall(r"<article [^>]*hidden", seen))
        self.assertTrue(0 < hidden < everything, (hidden, everything))
        self.assertNotRegex(seen, r"<form [^>]*hidden")
        self.assertIn(f"{everything - hidden} of {everything} shown", seen)


if __name__ == "__main__":
    unittest.main()
