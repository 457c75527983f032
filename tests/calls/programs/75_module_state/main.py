# what: A module keeps functions that others put into it; who calls them asks the module.
import hooks
import plugin


def own():
    return "own"


plugin.install()
hooks.on_exit = own
assert hooks.start() == "plugin"
assert hooks.on_exit() == "own"
assert hooks.run_all() == ["plugin", "own"]
