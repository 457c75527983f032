# what: Functions are imported by module, by name, under another name, and inside a function.
import shapes
import shapes.flat
from shapes import describe
from shapes.flat import area as flat_area


def late():
    from shapes import solid as bodies
    return bodies.volume(2)


assert shapes.describe("a") == "shape a"
assert describe("b") == "shape b"
assert shapes.flat.area(2) == 4
assert flat_area(3) == 9
assert late() == 8
