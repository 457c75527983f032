class Application:
    def __init__(self, store, table):
        self._store = store
        self._table = table
        self._listeners = []

    def on_change(self, listener):
        self._listeners.append(listener)

    def handle(self, line):
        name, *arguments = line.split()
        command = self._table.get(name)
        if command is None:
            return self._unknown(name)
        return command(self._store, self._changed).run(*arguments)

    def _unknown(self, name):
        return "unknown " + name

    def _changed(self, key):
        for listener in self._listeners:
            listener(key)
