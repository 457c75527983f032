# library: urllib.parse
import urllib.parse

parts = urllib.parse.urlsplit("http://user@example.org:80/a;b?c=1&c=2#d")
query = urllib.parse.parse_qs(parts.query)
print(parts.netloc, parts.port, query, urllib.parse.urlunsplit(parts), urllib.parse.urljoin("http://a/b/c", "../d"), urllib.parse.quote("a b/ä"))
print(urllib.parse.unquote("a%20b"), urllib.parse.urlencode({"a": [1, 2]}, doseq=True), urllib.parse.parse_qsl("a=1&b=2"), urllib.parse.urlparse("x:y;z"))
