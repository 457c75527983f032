on_start = None
on_exit = None


def start():
    return on_start()


def run_all():
    return [hook() for hook in (on_start, on_exit)]
