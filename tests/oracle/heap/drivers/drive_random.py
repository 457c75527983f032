# library: random
import random

source = random.Random(1)
rows = [[1], [2], [3]]
source.shuffle(rows)
chosen = source.choice(rows)
print(chosen in rows, source.sample(rows, 2), source.choices(rows, k=2), source.randint(1, 6), source.gauss(0, 1), source.uniform(1, 2), source.triangular())
