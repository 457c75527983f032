import pong


def ping(left):
    return "ping" + (" " + pong.pong(left - 1) if left else "")
