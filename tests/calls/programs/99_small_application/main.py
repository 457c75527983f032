# what: A small application: commands found by name, a store behind an interface, events to listeners.
from app import commands
from app.cli import Application
from app.store import MemoryStore


def run(*lines):
    store = MemoryStore()
    application = Application(store, commands.ALL)
    heard = []
    application.on_change(heard.append)
    application.on_change(store.audit)
    return [application.handle(line) for line in lines], heard, store.audited


assert run("put a 1", "get a", "what") == (["ok", "1", "unknown what"], ["a"], 1)
