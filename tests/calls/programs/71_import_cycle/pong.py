import ping


def pong(left):
    return "pong" + (" " + ping.ping(left - 1) if left else "")
