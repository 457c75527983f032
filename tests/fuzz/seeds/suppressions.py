x = []  # doppelint: ignore[DPL101, shallow-copy-changed] reason
# doppelint: ignore-file[DPL2
y = 1  # noqa: DPL101
