# what: Raising a class calls its __init__; handlers use the methods of what they catch.
class Failure(Exception):
    def __init__(self, code):
        super().__init__(describe(code))
        self.code = code

    def is_fatal(self):
        return self.code > 1


class Timeout(Failure):
    def __init__(self):
        super().__init__(9)


class Quiet(Exception):
    pass


def describe(code):
    return "failed with " + str(code)


def attempt(action):
    try:
        action()
    except Failure as failure:
        return failure.is_fatal()
    except Quiet:
        return recover()
    else:
        return done()
    finally:
        cleanup()


def recover():
    return "recovered"


def done():
    return "done"


def cleanup():
    return None


def fail():
    raise Failure(1)


def time_out():
    raise Timeout


def be_quiet():
    raise Quiet


assert attempt(fail) is False
assert attempt(time_out) is True
assert attempt(be_quiet) == "recovered"
assert attempt(lambda: None) == "done"
