"""What a call did to its arguments, held against the effects of its row. Runs under every CPython."""

from model_claims import Wrong, operator_changes
from model_objects import content_of, shown_by
from model_world import is_in

ADDS = {"append": 1, "insert": 1, "extend": 1, "add": 1, "set_item": 2, "set_default": 2, "set_attribute": 1,
        "set_dynamic_attribute": 2}
TAKES = {"remove", "delete_item", "clear", "set_item", "update", "delete_dynamic_attribute", "set_attribute",
         "set_dynamic_attribute"}
MOVES = TAKES | {"insert", "reorder", "append", "extend", "add", "set_default"}
NO_CHANGE = {"consume", "advance", "calls", "keep", "sometimes", "unless_passed", "anything"}


def flat(world, effects):
    """(effect, whether it must happen), out of `sometimes` and `unless_passed`."""
    for effect in effects:
        if effect.word == "sometimes":
            for inner, _ in flat(world, effect.arguments):
                yield inner, False
        elif effect.word == "unless_passed":
            if effect.arguments[0].name not in world.bound:
                yield from flat(world, effect.arguments[1:])
        else:
            yield effect, True


def targets(world, effect):
    """What the effect changes: the objects themselves, what they show, their namespaces."""
    found = []
    for it in world.denote(effect.arguments[0]) or []:
        found += [it, shown_by(it)]
        if hasattr(it, "__dict__"):
            found += [vars(it)] + ([it._data] if hasattr(it, "_data") else [])
    return found


def check_effects(world, effects):
    said = list(flat(world, effects))
    if any(effect.word == "anything" for effect, _ in said):
        return
    changing = [(effect, must) for effect, must in said if effect.word not in NO_CHANGE]
    in_place = [it for it in world.row.result.walk() if operator_changes(it)]
    for it, old, new in world.changes():
        mine = [effect for effect, _ in changing if is_in(it, targets(world, effect))]
        holders = [effect for effect, _ in changing
                   if any(getattr(holder, "__dict__", None) is it for holder in world.denote(effect.arguments[0]) or [])]
        if in_place and is_in(it, world.denote(in_place[0].arguments[0])):
            continue
        if not mine and not holders:
            raise Wrong("%r has changed, and nothing says so" % (it,))
        explain(world, mine or holders, it, old, new)
    for effect, must in changing:
        same = [other for other, _ in changing if repr(other.arguments[0]) == repr(effect.arguments[0])]
        if must:
            happened(world, effect, [other for other in same if other is not effect])


def explain(world, effects, it, old, new):
    """Every part that came is one that an effect puts in; parts only go or move where an effect says so."""
    words = {effect.word for effect in effects}
    if "change" in words:
        return
    olds, news = list(old.parts), list(new.parts)
    for part in news:
        if not holds(olds, part) and not any(puts(world, effect, part) for effect in effects):
            raise Wrong("%r is in %r now, and no effect puts it there" % (part, it))
    gone = [part for part in olds if not holds(news, part)] or len(news) < len(olds)
    if gone and not words & TAKES:
        raise Wrong("%r has lost something, and no effect takes it out" % (it,))
    if not words & MOVES and "update" not in words:
        raise Wrong("%r has another order, and no effect says so" % (it,))


def holds(parts, part):
    """Whether `parts` has this item or pair, by identity."""
    if isinstance(part, tuple) and len(part) == 2:
        return any(isinstance(it, tuple) and len(it) == 2 and it[0] == part[0] and it[1] is part[1] for it in parts)
    return any(it is part for it in parts)


def puts(world, effect, part):
    if effect.word == "update":
        return any(part[0] == key and part[1] is value
                   for source in sources_of(world, effect) for key, value in world.pairs_of(source))
    if effect.word not in ADDS:
        return False
    value = effect.arguments[ADDS[effect.word]]
    if effect.word in ("set_item", "set_default", "set_attribute", "set_dynamic_attribute") and isinstance(part, tuple):
        part = part[1]
    if world.fits(value, part):
        return True
    return effect.word == "set_item" and any(is_in(part, world.items_of(it)) for it in world.denote(value) or [])


def sources_of(world, effect):
    return [] if world.is_absent(effect.arguments[1]) else world.denote(effect.arguments[1]) or []


def happened(world, effect, others):
    """An effect that must happen has happened to its one target."""
    found = world.denote(effect.arguments[0])
    if found is None or len(found) != 1:
        return
    it = getattr(found[0], "_data", found[0])
    new, old = content_of(it), world.content(it)
    if new is None or old is None or it is not found[0] and effect.word not in TAKES:
        return  # an environment keeps its content encoded
    test = TESTS.get(effect.word)
    if test is not None and not test(world, effect, it, old.parts, new.parts, others):
        raise Wrong("`%r` has not happened to %r" % (effect, it))


def key_of(world, effect):
    keys = world.denote(effect.arguments[1])
    return keys[0] if keys and len(keys) == 1 else None


def came(world, effect, it, old, new, others):
    value = effect.arguments[ADDS[effect.word]]
    if effect.word == "append":
        return len(new) == len(old) + 1 and world.fits(value, new[-1]) and all(a is b for a, b in zip(old, new))
    if effect.word == "insert":
        return len(new) == len(old) + 1 and any(world.fits(value, part) for part in new)
    known = world.denote(value)
    return known is None or all(part in new for part in known)


def stored(world, effect, it, old, new, others):
    key, value = effect.arguments[1:]
    keys = world.denote(key)
    if keys is None or len(keys) != 1 or isinstance(keys[0], slice) or not hasattr(it, "__getitem__"):
        return True
    return world.fits(value, it[keys[0]])


def was_set(world, effect, it, old, new, others):
    if not hasattr(it, "__contains__"):
        return True
    keys = world.denote(effect.arguments[1])
    if len(keys) != 1:
        return True
    return keys[0] in it and (any(part[0] == keys[0] for part in old) or world.fits(effect.arguments[2], it[keys[0]]))


def was_updated(world, effect, it, old, new, others):
    if not isinstance(it, dict):
        return True
    return all(key in it and (it[key] is value or others)
               for source in sources_of(world, effect) for key, value in world.pairs_of(source))


def was_deleted(world, effect, it, old, new, others):
    return len(new) < len(old)


def was_cleared(world, effect, it, old, new, others):
    return not new if not others else not any(holds(new, part) for part in old)


def was_attribute_set(world, effect, it, old, new, others):
    names = [effect.name] if effect.word == "set_attribute" else world.denote(effect.arguments[1])
    return all(world.fits(effect.arguments[-1], getattr(it, name, None)) for name in names)


TESTS = {
    "append": came, "insert": came, "extend": came, "add": came, "set_item": stored, "set_default": was_set,
    "update": was_updated, "remove": was_deleted, "delete_item": was_deleted, "clear": was_cleared,
    "set_attribute": was_attribute_set, "set_dynamic_attribute": was_attribute_set,
    "delete_dynamic_attribute": was_deleted,
}
