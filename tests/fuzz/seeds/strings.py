a = f"{x!r:>{width}} {y:{z}} {{}} {f'{q}'}"
b = rb"\x00" b''
c = """
"""
d = "\N{BULLET} \u00e9 \777"
e = f"{x=}" "tail"
