# library: wsgiref.headers, wsgiref.util
import wsgiref.headers
import wsgiref.util

pairs = [("A", "1")]
headers = wsgiref.headers.Headers(pairs)
headers["B"] = "2"
headers.add_header("C", "v", k="w")
environment = {"HTTP_HOST": "h", "PATH_INFO": "/a/b"}
wsgiref.util.setup_testing_defaults(environment)
print(pairs, headers.items(), headers.get_all("c"), headers.setdefault("D", "4"), wsgiref.util.shift_path_info(environment), wsgiref.util.request_uri(environment))
