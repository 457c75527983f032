# library: imghdr
import imghdr

print(imghdr.what(None, b"\x89PNG\r\n\x1a\n" + bytes(32)), imghdr.what(None, b"GIF89a" + bytes(32)), imghdr.what(None, bytes(32)))
