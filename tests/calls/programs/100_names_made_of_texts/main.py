# what: A method is found by a name that begins the same way, or is handed over as a text.
class Shell:
    def run(self, line):
        return getattr(self, "do_" + line, self.unknown)()

    def help(self, line):
        return getattr(self, f"help_{line}")()

    def do_go(self):
        return "gone"

    def do_stop(self):
        return "stopped"

    def help_go(self):
        return "goes"

    def unknown(self):
        return "what"


class Plugin:
    def start(self):
        return "started"


def run_all():
    shell = Shell()
    return [shell.run(each) for each in ("go", "stop", "fly")]


def helped():
    return Shell().help("go")


def start_if_possible(thing):
    if hasattr(thing, "start"):
        return thing.start()
    return None


assert run_all() == ["gone", "stopped", "what"]
assert helped() == "goes"
assert start_if_possible(Plugin()) == "started"
