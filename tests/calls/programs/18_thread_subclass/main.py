# what: Starting a thread calls the run of its class.
import threading


class Task(threading.Thread):
    def __init__(self, number):
        super().__init__()
        self.number = number
        self.result = None

    def run(self):
        self.result = compute(self.number)


def compute(number):
    return number + 1


def main():
    task = Task(4)
    task.start()
    task.join()
    assert task.result == 5


main()
