"""Reads pictures of the heap with programs of others: SVG as XML, dot with Graphviz; and looks at them in a browser."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

DOPPELINT = os.environ["DOPPELINT"]
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SVG = "{http://www.w3.org/2000/svg}"
ODD = """\
class Ünï:
    pass
def f(日本語, *args, **kw):
    a = {'</svg>]]><!-- "&amp; \\\\n': [日本語], "tab\\t\\x1b\\u202e": args, 'x' * 5: kw, b"\\xff": [1.5, 2j, ...]}
    ünï = Ünï()
    ünï.self = ünï
    ünï.a_name_that_is_longer_than_a_picture_is_wide_and_goes_on_and_on = a
    b = [a, a, ünï, *args]
    for i in range(9):
        b = [b, i, [i]]
    return b
"""
# A file, and lines of it.
PLACES = [("fixtures/seeds/0_3_shallow_and_deep.py", (4, 9, 18)), ("fixtures/seeds/3_7_nested_list.py", (8,)),
          ("fixtures/seeds/4_9_tuple_with_a_list.py", (4,)), ("fixtures/tour/orders/pricing.py", (12, 38, 47))]


def heap(place, output_format, folder=ROOT):
    done = subprocess.run([DOPPELINT, "heap", place, "--format", output_format], cwd=folder, capture_output=True, timeout=120)
    assert done.returncode == 0, (place, done.stderr)
    return done.stdout.decode("utf-8")


class HeapPictures(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "odd & <b>.py").write_text(ODD, encoding="utf-8")

    def all_of(self, output_format):
        for path, lines in PLACES:
            for line in lines:
                yield f"{path}:{line}", heap(f"{path}:{line}", output_format)
        for line in range(3, 12):
            yield f"odd:{line}", heap(f"odd & <b>.py:{line}", output_format, self.root)

    def test_svg_is_xml_that_needs_nothing_else(self):
        for place, text in self.all_of("svg"):
            with self.subTest(place):
                root = xml.etree.ElementTree.fromstring(text)
                self.assertEqual(root.tag, SVG + "svg")
                self.assertTrue(root.find(SVG + "title").text)
                self.assertTrue(root.find(SVG + "desc").text)
                self.assertIn("prefers-color-scheme: dark", root.find(SVG + "style").text)
                self.assertNotRegex(text, r"href|url\(|@import|<script|<foreignObject")
                self.assertEqual(re.findall(r"https?://[^\"]+", text), ["http://www.w3.org/2000/svg"])

    def test_everything_stands_inside_the_svg(self):
        for place, text in self.all_of("svg"):
            root = xml.etree.ElementTree.fromstring(text)
            width, height = int(root.get("width")), int(root.get("height"))
            for it in root.iter(SVG + "rect"):
                x, y = int(it.get("x", 0)), int(it.get("y", 0))
                self.assertTrue(0 <= x and x + int(it.get("width")) <= width, place)
                self.assertTrue(0 <= y and y + int(it.get("height")) <= height, place)
            for it in root.iter(SVG + "text"):
                self.assertTrue(0 <= int(it.get("x")) < width and 0 < int(it.get("y")) < height, (place, it.text))

    def test_a_shared_part_of_a_copy_is_marked(self):
        root = xml.etree.ElementTree.fromstring(heap("fixtures/seeds/0_3_shallow_and_deep.py:9", "svg"))
        texts = [it.text for it in root.iter(SVG + "text")]
        self.assertIn("shared by original[0] and", " ".join(texts))
        self.assertIn("copy of original", texts)
        self.assertIn("deep copy of original", texts)
        classes = [it.get("class") for it in root.iter(SVG + "rect")]
        # Both inner lists, and the sample below the picture.
        self.assertEqual(classes.count("heap-shared"), 3)
        self.assertTrue(any(it.get("class") == "heap-copy" for it in root.iter(SVG + "path")))

    def test_pictures_of_the_docs_are_those_of_the_program(self):
        done = subprocess.run([sys.executable, ROOT / "packaging/pictures.py", DOPPELINT], capture_output=True, text=True, timeout=120)
        self.assertEqual((done.returncode, done.stdout), (0, ""), f"{done.stderr}packaging/pictures.py PROGRAM --write mends this")

    @unittest.skipUnless(shutil.which("dot"), "Graphviz is not there to read dot")
    def test_graphviz_reads_dot(self):
        for place, text in self.all_of("dot"):
            with self.subTest(place):
                done = subprocess.run(["dot", "-Tplain"], input=text.encode("utf-8"), capture_output=True, timeout=120)
                self.assertEqual(done.returncode, 0, done.stderr)
                said = done.stderr.decode("utf-8", "replace")
                self.assertNotRegex(said, r"(?i)error|warning: (?!.*font)", text)
                nodes = len(re.findall(r"^node ", done.stdout.decode("utf-8"), re.MULTILINE))
                self.assertEqual(nodes, len(re.findall(r"^  (?:n|o)\d+ \[label", text, re.MULTILINE)))


if __name__ == "__main__":
    unittest.main()
