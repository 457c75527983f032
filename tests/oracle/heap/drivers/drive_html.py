# library: html
import html

print(html.escape("<a href='x'>&"), html.unescape("&lt;&#65;&notit;&amp;"))
