# library: statistics
import statistics

data = [1.5, 2.5, 2.5, 4.0]
print(statistics.mean(data), statistics.median(data), statistics.mode(data), statistics.multimode(data), statistics.stdev(data))
print(statistics.pvariance(data), statistics.quantiles(data, n=3), statistics.harmonic_mean(data), statistics.linear_regression(data, [1, 2, 3, 4]))
normal = statistics.NormalDist(2, 1)
other = normal + 1
print(normal.cdf(1), other.mean, statistics.NormalDist.from_samples(data), normal == other)
