# library: re._parser, re._compiler, re._constants
import re._compiler
import re._parser

tree = re._parser.parse("(?P<a>x+|[b-d]*)(?=y)\\1")
code = re._compiler.compile("a{2,3}(?:b|c)?")
print(len(tree), tree.getwidth(), code.match("aab"))
