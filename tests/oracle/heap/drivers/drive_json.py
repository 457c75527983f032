# library: json, json.decoder, json.encoder, json.scanner
# without: _json
import json
import json.decoder
import json.encoder

rows = [1]
text = json.dumps({"a": [rows, rows, None, True], "b": {"c": 1.5}}, indent=1, sort_keys=True)
back = json.loads(text, object_hook=lambda it: it)
pairs = json.loads('{"a": 1}', object_pairs_hook=list)
print(text, back["a"][0] is back["a"][1], pairs, json.JSONDecoder().raw_decode("[1] 2"), list(json.JSONEncoder().iterencode([1, [2], "x"])))
try:
    json.loads("[1,")
except json.JSONDecodeError as error:
    print(error.pos)
