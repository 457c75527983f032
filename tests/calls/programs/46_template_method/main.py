# what: A base class calls hooks that its subclasses override.
class Report:
    def build(self):
        return self.header() + self.body() + self.footer()

    def header(self):
        return "<"

    def body(self):
        raise NotImplementedError

    def footer(self):
        return ">"


class Letters(Report):
    def body(self):
        return "abc"


class Numbers(Report):
    def header(self):
        return "(" + super().header()

    def body(self):
        return "123"


def build_all(reports):
    return [report.build() for report in reports]


def fails():
    try:
        Report().build()
    except NotImplementedError:
        return True


assert build_all([Letters(), Numbers()]) == ["<abc>", "(<123>"]
assert fails()
