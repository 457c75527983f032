# library: pickle
# without: _pickle
import io
import pickle

rows = [1]
file = io.BytesIO()
pickle._Pickler(file, 2).dump({"a": rows, "b": rows, "c": (1, "x", None, 2.5)})
back = pickle._Unpickler(io.BytesIO(file.getvalue())).load()
print(back["a"] is back["b"], back["a"] is rows, pickle.encode_long(1000), pickle.decode_long(b"\xe8\x03"))
