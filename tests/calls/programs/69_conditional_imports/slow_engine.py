def compute(number):
    return number + 1
