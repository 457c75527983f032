# library: shlex
import shlex

parts = shlex.split("a 'b c' d\\ e # f", comments=True)
lexer = shlex.shlex("x = 'y z'; w", posix=True, punctuation_chars=True)
tokens = list(lexer)
print(parts, tokens, shlex.join(parts), shlex.quote("a b"))
