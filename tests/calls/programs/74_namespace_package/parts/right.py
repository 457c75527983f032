from parts.left import turn as turn_left


def turn():
    return "right of " + turn_left()
