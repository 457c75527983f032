def turn():
    return "left"
