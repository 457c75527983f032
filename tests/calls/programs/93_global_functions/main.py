# what: A function sets a global to a function; others call it before and after.
def quiet(text):
    return ""


def loud(text):
    return text.upper()


speak = quiet


def use(text):
    return speak(text)


def turn_up():
    global speak
    speak = loud


assert use("a") == ""
turn_up()
assert use("a") == "A"
