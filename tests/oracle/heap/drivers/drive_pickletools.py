# library: pickletools
import pickletools

data = b"(lp0\nI1\nag0\na."
steps = list(pickletools.genops(data))
print([step[0].name for step in steps], len(pickletools.optimize(data)))
