# what: Methods call each other through self; two classes with the same method names stay apart.
class Cat:
    def speak(self):
        return self.sound() + "!"

    def sound(self):
        return "meow"


class Dog:
    def speak(self):
        return self.sound() * 2

    def sound(self):
        return "woof"


def cats():
    cat = Cat()
    return cat.speak()


def dogs():
    return Dog().speak()


assert cats() == "meow!"
assert dogs() == "woofwoof"
