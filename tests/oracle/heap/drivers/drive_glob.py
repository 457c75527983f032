# library: glob
import glob

print(glob.has_magic("*.x"), glob.escape("[a]"), glob.glob("no/such/*.folder"), list(glob.iglob("nowhere/**", recursive=True)))
