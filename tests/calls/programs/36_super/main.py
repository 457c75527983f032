# what: super() in a method and in a class method goes to the next class.
class Account:
    def __init__(self, owner):
        self.owner = owner

    def describe(self):
        return self.owner

    @classmethod
    def kind(cls):
        return "account"


class Savings(Account):
    def __init__(self, owner, rate):
        super().__init__(owner)
        self.rate = rate

    def describe(self):
        return super().describe() + " saves"

    @classmethod
    def kind(cls):
        return "savings " + super().kind()


class Student(Savings):
    def __init__(self, owner):
        super(Student, self).__init__(owner, 1)

    def describe(self):
        return Account.describe(self) + " studies"


def savings():
    return Savings("ann", 2).describe()


def student():
    return Student("bob").describe()


assert savings() == "ann saves"
assert student() == "bob studies"
assert Savings.kind() == "savings account"
