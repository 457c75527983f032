# what: getattr with a constant name, setattr and operator functions reach methods.
import operator


class Engine:
    def start(self):
        return "started"

    def stop(self):
        return "stopped"

    def gear(self, number):
        return number


def idle():
    return "idle"


def by_name():
    return getattr(Engine(), "start")()


def with_default():
    return getattr(Engine(), "missing", idle)()


def assigned():
    engine = Engine()
    setattr(engine, "hook", idle)
    return engine.hook()


def by_caller():
    return operator.methodcaller("gear", 3)(Engine())


def by_getter():
    return operator.attrgetter("stop")(Engine())()


def by_base():
    return vars(Engine)["stop"](Engine())


assert by_name() == "started"
assert with_default() == "idle"
assert assigned() == "idle"
assert by_caller() == 3
assert by_getter() == "stopped"
assert by_base() == "stopped"
