# library: types
import types

space = types.SimpleNamespace(rows=[1])
made = types.new_class("Made", (), {}, lambda body: body.update(rows=space.rows))
print(made.rows is space.rows, types.resolve_bases((object,)), types.prepare_class("X")[0])
