# library: base64
import base64

data = base64.b64encode(b"some bytes")
print(base64.b64decode(data), base64.b32encode(b"x"), base64.b16decode("FF"), base64.b85encode(b"abcd"), base64.a85decode(base64.a85encode(b"abc")), base64.urlsafe_b64encode(b"??"))
