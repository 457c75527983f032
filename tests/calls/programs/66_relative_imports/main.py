# what: Modules of a package import each other relatively, one and two levels up.
from kitchen.oven import bake
from kitchen.tools import knife

assert bake("bread") == "hot bread"
assert knife.cut("bread") == "sliced bread on board"
