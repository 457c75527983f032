# what: A thread's target and a submitted task are called by who starts or submits them.
import concurrent.futures
import threading

results = []


def work(number):
    results.append(double(number))


def double(number):
    return 2 * number


def triple(number):
    return 3 * number


class Worker:
    def __init__(self):
        self.done = False

    def job(self):
        self.done = True


def in_thread():
    worker = Worker()
    threads = [threading.Thread(target=work, args=(2,)), threading.Thread(target=worker.job)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert worker.done


def in_pool():
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(triple, 3)
        return future.result(), list(pool.map(double, [1, 2]))


in_thread()
assert results == [4]
assert in_pool() == (9, [2, 4])
