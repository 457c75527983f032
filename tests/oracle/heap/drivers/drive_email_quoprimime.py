# library: email.quoprimime, email.base64mime
import email.quoprimime

print(email.quoprimime.header_encode(b"a b"), email.quoprimime.body_encode("x = y " * 20), email.quoprimime.decode("a=20b"), email.quoprimime.unquote("=20"))
