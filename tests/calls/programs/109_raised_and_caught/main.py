# what: Exceptions are made by functions, caught by their bases, and asked what they are.
class Problem(Exception):
    level = 1

    def report(self):
        return self.title() + str(self.weight())

    def title(self):
        return "problem"

    def weight(self):
        return self.level


class Serious(Problem):
    level = 2

    def title(self):
        return "serious"


class Silent:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return self.accepts(kind)

    def accepts(self, kind):
        return kind is not None and issubclass(kind, Problem)


def problem_for(number):
    if number > 1:
        return Serious()
    return Problem()


def fail(number):
    raise problem_for(number) from ValueError(number)


def reported(number):
    try:
        fail(number)
    except (Problem, KeyError) as error:
        return error.report()


def silenced():
    with Silent():
        fail(1)
    return "silent"


assert reported(1) == "problem1"
assert reported(2) == "serious2"
assert silenced() == "silent"
