import shapes.flat as plane


def volume(side):
    return plane.area(side) * side
