# what: A folder without __init__.py is a package.
from parts.left import turn
from parts import right

assert turn() == "left"
assert right.turn() == "right of left"
