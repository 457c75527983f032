class Command:
    def run(self):
        return self.execute()

    def prefix(self):
        return "> "
