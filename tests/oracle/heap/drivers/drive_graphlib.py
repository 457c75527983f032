# library: graphlib
import graphlib

graph = {"a": ["b", "c"], "b": ["c"]}
sorter = graphlib.TopologicalSorter(graph)
sorter.add("d", "a")
order = list(sorter.static_order())
stepwise = graphlib.TopologicalSorter(graph)
stepwise.prepare()
while stepwise.is_active():
    ready = stepwise.get_ready()
    stepwise.done(*ready)
try:
    list(graphlib.TopologicalSorter({"a": ["b"], "b": ["a"]}).static_order())
except graphlib.CycleError as error:
    print(error.args[1])
print(order)
