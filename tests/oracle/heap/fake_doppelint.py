"""Answers as `doppelint heap` does, from watching the programs; with DOPPELINT_FAULT set, wrongly."""

import copy
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import recorder  # noqa: E402
import running  # noqa: E402
import sources  # noqa: E402


def records(path):
    def run(text, monitor):
        running.run(text, path, monitor)

    return recorder.records_of(sources.text_of(path), run)


# Faults: each makes one kind of claim of a record wrong, where there is something to make wrong.

def never_may(record):
    record["may"] = []


def never_must(record):
    record["must"] = []


def always(record):
    record["must"], record["may"] = record["must"] + record["may"], []


def no_changes(record):
    record["changes"] = []


def all_lists_are_sets(record):
    for members in record["objects"].values():
        if members["kind"] == "list":
            members["kind"] = "set"


def other_numbers(record):
    for members in record["objects"].values():
        if members.get("type") == "int":
            members["value"] = "123456789"


def unreachable(record):
    record["reachable"] = False


def other_answers(record):
    for comparison in record["comparisons"]:
        comparison["verdict"] = {"true": "false", "false": "true"}.get(comparison["verdict"], "meaningful")


def all_items_the_same(record):
    for members in record["objects"].values():
        members["distinct"] = "same"


def all_items_distinct(record):
    for members in record["objects"].values():
        members["distinct"] = "distinct"


def one_list(record):
    """All lists become one object, and it is said to be single."""
    lists = sorted(it for it, members in record["objects"].items() if members["kind"] == "list")
    record["names"] = {name: [lists[0] if it in lists else it for it in ids] for name, ids in record["names"].items()}


def all_bound(record):
    record["names"] = {name: [it for it in ids if it != "unbound"] or ids for name, ids in record["names"].items()}


def no_slots(record):
    for members in record["objects"].values():
        members["slots"] = {}


FAULTS = {it.__name__.replace("_", "-"): it for it in (
    never_may, never_must, always, no_changes, all_lists_are_sets, other_numbers, unreachable, other_answers,
    all_items_the_same, all_items_distinct, one_list, all_bound, no_slots)}


def with_fault(record, name):
    changed = copy.deepcopy(record)
    FAULTS[name](changed)
    return changed


def main():
    if "--list-faults" in sys.argv:
        print("\n".join(FAULTS))
        return
    fault = os.environ.get("DOPPELINT_FAULT")
    for path in sys.argv[2:sys.argv.index("--format")]:
        for record in records(path):
            print(json.dumps(with_fault(record, fault) if fault else record))


if __name__ == "__main__":
    main()
