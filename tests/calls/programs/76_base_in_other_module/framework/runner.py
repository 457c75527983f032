def run_all(commands):
    return [run_one(command) for command in commands]


def run_one(command):
    return command.run()
