# library: quopri
# without: binascii
import io
import quopri

out = io.BytesIO()
quopri.encode(io.BytesIO(b"a = b\tc\n"), out, True)
back = io.BytesIO()
quopri.decode(io.BytesIO(out.getvalue()), back)
print(out.getvalue(), back.getvalue(), quopri.encodestring(b"x y=z"), quopri.decodestring(b"a=20b"))
