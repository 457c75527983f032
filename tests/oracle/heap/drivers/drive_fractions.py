# library: fractions
import fractions

half = fractions.Fraction(1, 2)
third = fractions.Fraction("1/3")
print(half + third, half * third, half / third, half ** 2, half < third, -half, abs(half), half.limit_denominator(1), float(half))
print(fractions.Fraction(0.25), fractions.Fraction.from_float(0.5), half // third, half % third, round(half), hash(half), divmod(half, third))
