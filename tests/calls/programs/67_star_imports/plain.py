def shared():
    return "plain"


def _secret():
    return "of plain"
