def slice_up(what):
    return "sliced " + what
