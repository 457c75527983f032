# library: linecache
import linecache

linecache.cache["made"] = (3, None, ["one\n", "two\n"], "made")
print(linecache.getline("made", 2), linecache.getlines("made"), linecache.getlines("nowhere"))
linecache.checkcache("made")
linecache.clearcache()
