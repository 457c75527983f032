# library: http.cookies
import http.cookies

jar = http.cookies.SimpleCookie("a=1; b=two")
jar["c"] = "x y"
jar["c"]["path"] = "/"
copy = jar["c"].copy()
print(jar.output(), copy == jar["c"], jar["a"].value, jar.js_output())
