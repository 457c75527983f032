"""Applies edits of the protocol to texts, in the encoding that positions are counted in."""

UNITS = {"utf-8": lambda sign: len(sign.encode("utf-8")), "utf-16": lambda sign: len(sign.encode("utf-16-le")) // 2,
         "utf-32": lambda sign: 1}


def offset(text, position, encoding):
    """Where in the text a position is; a character past a line's end is that end."""
    at = 0
    for _ in range(position["line"]):
        end = text.find("\n", at)
        if end < 0:
            return len(text)
        at = end + 1
    units = position["character"]
    while units > 0 and at < len(text) and text[at] not in "\r\n":
        units -= UNITS[encoding](text[at])
        at += 1
    return at


def applied(text, edits, encoding):
    """The text after TextEdits, all of which count from the text before."""
    places = []
    for number, edit in enumerate(edits):
        start, end = (offset(text, edit["range"][side], encoding) for side in ("start", "end"))
        places.append((start, end, number, edit["newText"]))
    for start, end, _, new in sorted(places, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def changed(text, changes, encoding):
    """The text after the content changes of didChange, each of which counts from the one before."""
    for change in changes:
        text = applied(text, [{**change, "newText": change["text"]}], encoding) if "range" in change else change["text"]
    return text


def of_file(edit, is_file):
    """The TextEdits that a WorkspaceEdit, or a list of TextEdits, has for one file."""
    if isinstance(edit, list):
        return edit
    found = [one for uri, edits in edit.get("changes", {}).items() if is_file(uri) for one in edits]
    for change in edit.get("documentChanges", []):
        if is_file(change["textDocument"]["uri"]):
            found += change["edits"]
    return found
