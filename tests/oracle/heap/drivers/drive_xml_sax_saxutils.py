# library: xml.sax.saxutils, xml.sax.handler
import io
import xml.sax.saxutils

out = io.StringIO()
writer = xml.sax.saxutils.XMLGenerator(out, short_empty_elements=True)
writer.startDocument()
writer.startElement("a", {"b": "<c>"})
writer.characters("x & y")
writer.endElement("a")
print(out.getvalue(), xml.sax.saxutils.quoteattr("'\""), xml.sax.saxutils.unescape("&lt;", {"&q;": "q"}))
