# library: tokenize, token
import io
import tokenize

tokens = list(tokenize.generate_tokens(io.StringIO("if x:\n    y = 'a' + 1  # c\n").readline))
print(tokens[0], len(tokens), tokenize.untokenize([(it.type, it.string) for it in tokens]))
