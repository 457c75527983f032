# what: Smallest, largest, heaps, sets and lists compare and hash the objects that they hold.
import bisect
import heapq


class Task:
    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        return self.rank < other.rank

    def __gt__(self, other):
        return self.rank > other.rank

    def __eq__(self, other):
        return self.rank == other.rank

    def __hash__(self):
        return hash(self.rank)


class Flag:
    def __init__(self, on):
        self.on = on

    def __bool__(self):
        return self.on


def first():
    return min([Task(2), Task(1)]).rank


def last():
    return max(Task(2), Task(1)).rank


def pushed():
    heap = [Task(2)]
    heapq.heappush(heap, Task(1))
    return heap[0].rank


def sorted_in_place():
    tasks = [Task(2), Task(1)]
    tasks.sort()
    return tasks[0].rank


def unique():
    return len({Task(1), Task(1)})


def placed():
    return [Task(1), Task(2)].index(Task(2))


def found():
    return bisect.bisect_left([Task(1), Task(3)], Task(2))


def everything():
    return all([Flag(True), Flag(False)])


assert first() == 1 and last() == 2
assert pushed() == 1 and sorted_in_place() == 1
assert unique() == 1 and placed() == 1 and found() == 1
assert not everything()
