# library: numbers
import numbers

print(isinstance(1, numbers.Integral), issubclass(float, numbers.Real), numbers.Complex.__bool__(3), numbers.Integral.numerator.fget(3))
